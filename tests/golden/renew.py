"""Write what the kit says now into the golden folders: `python -m tests.golden.renew [FOLDER …]`."""

import sys

from tests.golden.folders import folders, said_of


def main() -> None:
    for folder, files in said_of(folders(sys.argv[1:])).items():
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
