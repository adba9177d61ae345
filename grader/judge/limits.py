"""What one run may use."""

import msgspec
from msgspec.structs import replace

from grader.judge.runners import PATIENCE, Patience
from grader.protocol.messages import Setting
from grader.protocol.shapes import WorldShape


class Limits(msgspec.Struct, frozen=True):
    """What one run may use."""

    max_turns: int = 100_000
    exchanges_per_instant: int = 100_000
    exchanges: int = 1_000_000
    message_bytes: int = 64_000_000
    output_bytes: int = 1_000_000
    output_lines: int = 10_000
    threads: int = 1
    trace: bool = False
    timers: bool = False
    schedule: int = 0
    memory_bytes: int = 256 << 20
    cpu_seconds: int = 20
    beat: int | None = None
    patience: Patience = PATIENCE

    @property
    def bears(self) -> Patience:
        """What the judge bears of a runner."""
        return replace(self.patience, threads=self.threads, memory=self.memory_bytes)

    def setting(self, filename: str, world: WorldShape) -> Setting:
        """What all runs under these limits share."""
        return Setting(
            filename=filename,
            world=world,
            max_turns=self.max_turns,
            threads=self.threads,
            beat=self.beat,
            memory=self.memory_bytes,
            cpu=self.cpu_seconds,
        )
