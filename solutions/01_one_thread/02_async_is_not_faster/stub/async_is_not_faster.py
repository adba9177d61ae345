"""Find the nearest weather station, then read its forecast: 3 s in which the clock on the sign stands still.

Your task: let the clock tick meanwhile. It still takes 3 s, since the second step needs what the first one found.
"""

from world import find_station_blocking, read_forecast_blocking

PLACE = "Bergen"


def main() -> str:
    """Return the line that the sign shows."""
    station = find_station_blocking(PLACE)
    forecast = read_forecast_blocking(station)
    return f"{PLACE}: {forecast}"


if __name__ == "__main__":
    print(main())
