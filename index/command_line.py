"""What the command lines share: argparse with its own few words in Danish."""

import argparse
from pathlib import Path
from typing import NoReturn

from index.folders import index_folder


def at_least_one(value: str) -> int:
    """A whole number from 1; argparse turns the ValueError into its own error."""
    if int(value) < 1:
        raise ValueError(value)
    return int(value)


class DanishParser(argparse.ArgumentParser):
    """An ArgumentParser whose help and errors are in Danish. `usage` must be given: argparse would write it itself."""

    def __init__(self, prog: str, usage: str, description: str) -> None:
        super().__init__(prog=prog, usage=f"{prog} {usage}", description=description, add_help=False)
        self.given = self.add_argument_group("Argumenter")
        self.given.add_argument("-h", "--help", action="help", help="vis denne hjælp")

    def add_index(self, meaning: str = "mappen med indekset") -> None:
        """`--index`: the folder of the index."""
        usual = index_folder()
        self.given.add_argument("--index", type=Path, default=usual, metavar="MAPPE", help=f"{meaning} ({usual})")

    def add_top_k(self, default: int, meaning: str) -> None:
        """`--top-k`: a number of passages, at least 1."""
        self.given.add_argument("--top-k", type=at_least_one, default=default, metavar="N", help=meaning)

    def format_usage(self) -> str:
        """How the command is called, in a line."""
        return f"Brug: {self.usage}\n"

    def format_help(self) -> str:
        """The whole help text."""
        return super().format_help().replace("usage: ", "Brug: ", 1)

    def error(self, message: str) -> NoReturn:
        """Ends with status 2; argparse's own words are English and stay unsaid."""
        self.exit(
            2,
            f"Fejl: Et argument er ukendt, mangler sin værdi eller har en, der ikke kan bruges.\n{self.format_usage()}",
        )

    def refuse(self, message: str) -> NoReturn:
        """Ends with status 2 and a Danish message."""
        self.exit(2, f"Fejl: {message}\n{self.format_usage()}")
