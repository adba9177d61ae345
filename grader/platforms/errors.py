"""What can keep a result from reaching a platform; each says what to do."""


class PlatformError(Exception):
    """The result could not be delivered; never the fault of whoever wrote the submission."""


class UnknownPlatform(PlatformError):
    """There is no platform of that name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.known = known
        super().__init__(f"{name}: there is no such platform.")


class ResultTooLarge(PlatformError):
    """The names of the checks alone are more than the platform takes."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"The result has {size} bytes without any text, and the platform takes {limit}: grade fewer.")


class MissingSurroundings(PlatformError):
    """The platform sets a variable that is not set here."""

    def __init__(self, variable: str, what: str) -> None:
        super().__init__(f"{variable} is not set; the platform says there {what}. Set it to try this elsewhere.")
