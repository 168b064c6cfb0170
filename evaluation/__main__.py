"""The command line: a question set measured; `bench`: speed; `room`: speed for a room of people; `fit`: the
calibration; `chart`: a training's course.
"""

import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from answer.command_line import add_reader
from index.command_line import DanishParser, at_least_one
from index.errors import KildesvarError

if TYPE_CHECKING:
    from answer.answerer import Answerer
    from evaluation.metrics import Outcome
    from evaluation.questions import Question

TEST_SET = Path("data/questions/test.jsonl")
DEV_SET = Path("data/questions/dev.jsonl")


def main(arguments: list[str] | None = None) -> int:
    """The command line; returns the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    commands = {"bench": _bench, "chart": _chart, "fit": _fit, "room": _room}
    try:
        if given and given[0] in commands:
            return commands[given[0]](given[1:])
        return _evaluate(given)
    except KildesvarError as error:
        print(f"Fejl: {error}", file=sys.stderr)
        return 1


def _parser(command: str, usage: str, description: str) -> DanishParser:
    parser = DanishParser(f"python -m evaluation{command}", usage, description)
    parser.add_index()
    return parser


def _evaluate(given: list[str]) -> int:
    parser = _parser(
        "",
        "[SPØRGSMÅL.jsonl] [--publications MAPPE [--together] [--as-pdf]] [--report UD.json] [--chart UD.png] "
        "[--index MAPPE] [--reader NAVN --calibration FIL]",
        "Mål svarene på et sæt spørgsmål. Se også: python -m evaluation bench --help og fit --help.",
    )
    add_reader(parser)
    parser.given.add_argument("questions", nargs="?", type=Path, default=TEST_SET, metavar="SPØRGSMÅL.jsonl")
    parser.given.add_argument("--report", type=Path, metavar="UD.json", help="gem alle tal og hvert spørgsmåls udfald")
    parser.given.add_argument("--chart", type=Path, metavar="UD.png", help="tegn pålidelighed, og risiko mod dækning")
    parser.given.add_argument(
        "--publications", type=Path, metavar="MAPPE", help="mål i stedet andre publikationer, hver for sig"
    )
    parser.given.add_argument("--together", action="store_true", help="... alle i ét indeks")
    parser.given.add_argument("--as-pdf", action="store_true", help="... sat som PDF og læst derfra")
    options = parser.parse_args(given)
    from answer.answerer import Answerer
    from answer.calibration import Calibration
    from evaluation.metrics import measure, measure_by
    from evaluation.questions import read_question_set
    from evaluation.report import commit, report, run, save, table

    answerer = Answerer.load(options.index, Calibration.load(options.calibration), options.reader)
    if options.publications is not None:
        groups = _ask_publications(options, answerer)
        outcomes = [outcome for group in groups.values() for outcome in group]
        rows = {"alle": measure(outcomes), **{name: measure(group) for name, group in groups.items()}}
    else:
        outcomes = run(answerer, read_question_set(options.questions), _progress)
        rows = {
            "alle": measure(outcomes),
            **measure_by(outcomes, lambda question: question.language),
            **measure_by(outcomes, lambda question: question.style),
        }
    print(table(rows))
    print(
        f"\n{options.publications or options.questions}, version {commit() or 'ukendt'}, "
        f"model {answerer.index.manifest.encoder}"
    )
    if options.report is not None:
        save(report(outcomes, answerer.index.manifest), options.report)
        print(f"Gemt i {options.report}")
    if options.chart is not None:
        from evaluation.charts import draw_reliability

        draw_reliability(outcomes, options.chart)
        print(f"Tegnet i {options.chart}")
    return 0


def _ask_publications(options: Namespace, answerer: "Answerer") -> dict[str, list["Outcome"]]:
    """What came of the questions about each of the other publications."""
    from evaluation.publications import all_together, each_alone, publication_folders
    from evaluation.report import run

    folders = publication_folders(options.publications)
    if options.together or options.as_pdf:
        over_all, asked = all_together(folders, answerer, options.as_pdf)
        return {name: run(over_all, questions, _progress) for name, questions in asked.items()}
    return {name: run(alone, questions, _progress) for name, alone, questions in each_alone(folders, answerer)}


def _progress(questions: Sequence["Question"]) -> Iterable["Question"]:
    bar: Iterable[Question] = tqdm(questions, unit="spørgsmål", leave=False)
    return bar


def _chart(given: list[str]) -> int:
    parser = DanishParser("python -m evaluation chart", "LOG.jsonl BILLEDE.png", "Tegn forløbet af en træning.")
    parser.given.add_argument("log", type=Path, metavar="LOG.jsonl", help="log.jsonl fra python -m answer.train")
    parser.given.add_argument("image", type=Path, metavar="BILLEDE.png")
    options = parser.parse_args(given)
    from evaluation.charts import draw_training

    draw_training(options.log, options.image)
    print(f"Tegnet i {options.image}")
    return 0


def _bench(given: list[str]) -> int:
    parser = _parser(
        " bench",
        "[--questions FIL] [--publications MAPPE] [--report UD.json] [--index MAPPE]",
        "Mål tid og hukommelse, og søgningen mod ren BM25 og ren vektorsøgning.",
    )
    parser.given.add_argument("--questions", type=Path, default=DEV_SET, metavar="SPØRGSMÅL.jsonl")
    parser.given.add_argument("--publications", type=Path, default=Path("data/publications"), metavar="MAPPE")
    parser.given.add_argument("--report", type=Path, metavar="UD.json")
    options = parser.parse_args(given)
    from evaluation import bench
    from evaluation.questions import read_question_set
    from evaluation.report import save

    result = bench.run(options.index, options.publications, read_question_set(options.questions))
    if options.report is not None:
        save(bench.facts(result), options.report)
    return 0


def _room(given: list[str]) -> int:
    parser = _parser(
        " room",
        "[--sessions N] [--minutes X] [--questions FIL] [--index MAPPE]",
        "Mål svartiden for et lokale fuldt af folk, der hver stiller et nyt spørgsmål hvert tiende sekund.",
    )
    parser.given.add_argument("--sessions", type=at_least_one, default=30, metavar="N", help="personer (30)")
    parser.given.add_argument("--minutes", type=float, default=5.0, metavar="X", help="hvor længe (5)")
    parser.given.add_argument("--questions", type=Path, default=DEV_SET, metavar="SPØRGSMÅL.jsonl")
    options = parser.parse_args(given)
    from evaluation import room
    from evaluation.questions import read_question_set

    questions = [question.text for question in read_question_set(options.questions)]
    result = room.run(options.index, questions, options.sessions, options.minutes)
    print(
        f"{result.answers} svar, {result.errors} fejl; p50 {result.p50_s:.2f} s, p95 {result.p95_s:.2f} s, "
        f"højst {result.most_s:.2f} s; hukommelse {result.first_mb:.0f} -> {result.last_mb:.0f} MB"
    )
    return 1 if result.errors else 0


def _fit(given: list[str]) -> int:
    parser = _parser(
        " fit",
        "[--questions FIL] [--publications MAPPE ...] [--index MAPPE] [--reader NAVN --calibration FIL]",
        "Tilpas rangordning og sandsynlighed på udviklingsspørgsmål.",
    )
    add_reader(parser)
    parser.given.add_argument("--questions", type=Path, default=DEV_SET, metavar="SPØRGSMÅL.jsonl")
    parser.given.add_argument(
        "--publications",
        type=Path,
        nargs="*",
        default=[],
        metavar="MAPPE",
        help="også disse publikationer med spørgsmål; kun nogle, som læseren ikke er trænet på",
    )
    options = parser.parse_args(given)
    from answer.answerer import Answerer
    from evaluation.fit import UNFITTED, ask, fit
    from evaluation.publications import each_alone
    from evaluation.questions import read_question_set

    answerer = Answerer.load(options.index, UNFITTED, options.reader)
    asked = ask(answerer, read_question_set(options.questions))
    for _name, alone, questions in each_alone(options.publications, answerer):
        asked += ask(alone, questions)
    calibration = fit(asked)
    calibration.save(options.calibration)
    print(f"{len(asked)} spørgsmål; afslag under {calibration.threshold:.3f}; gemt i {options.calibration}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
