"""Search only: `python -m index "spørgsmål"` lists the passages found, with scores."""

import sys

from index.command_line import DanishParser
from index.encoder import load_encoder
from index.errors import KildesvarError
from index.passage_index import PassageIndex


def main(arguments: list[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = DanishParser(
        prog="python -m index",
        usage="SPØRGSMÅL [--index MAPPE] [--top-k N]",
        description="Find steder i publikationerne, uden at svare.",
    )
    parser.given.add_argument("question", metavar="SPØRGSMÅL", help="det, der søges efter")
    parser.add_index()
    parser.add_top_k(10, "hvor mange steder der vises (10)")
    options = parser.parse_args(arguments)
    try:
        index = PassageIndex.load(options.index)
        found = index.search(options.question, load_encoder(index.manifest.encoder), options.top_k)
    except KildesvarError as error:
        print(f"Fejl: {error}", file=sys.stderr)
        return 1
    for hit in found:
        passage = hit.passage
        title = index.documents[passage.document_id].title
        print(f"{hit.rank:2}. {hit.score:.3f} (betydning {hit.dense:.3f}, ord {hit.lexical:.2f})")
        print(f"    {title}, side {passage.page}, {passage.section or 'uden overskrift'}")
        print(f"    {passage.text[:200]}{'…' if len(passage.text) > 200 else ''}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
