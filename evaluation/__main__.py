"""The command line: a question set measured; `bench` measures speed; `fit` fits the calibration."""

import sys
from pathlib import Path

from tqdm import tqdm

from index.command_line import DanishParser
from index.errors import KildesvarError

TEST_SET = Path("data/questions/test.jsonl")
DEV_SET = Path("data/questions/dev.jsonl")


def main(arguments: list[str] | None = None) -> int:
    """The command line; returns the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    commands = {"bench": _bench, "fit": _fit}
    try:
        if given and given[0] in commands:
            return commands[given[0]](given[1:])
        return _evaluate(given)
    except KildesvarError as error:
        print(f"Fejl: {error}", file=sys.stderr)
        return 1


def _parser(command: str, usage: str, description: str) -> DanishParser:
    parser = DanishParser(f"python -m evaluation{command}", usage, description)
    parser.given.add_argument(
        "--index", type=Path, default=Path("data/index"), metavar="MAPPE", help="mappen med indekset"
    )
    return parser


def _evaluate(given: list[str]) -> int:
    parser = _parser(
        "",
        "[SPØRGSMÅL.jsonl] [--publications MAPPE] [--report UD.json] [--index MAPPE]",
        "Mål svarene på et sæt spørgsmål. Se også: python -m evaluation bench --help og fit --help.",
    )
    parser.given.add_argument("questions", nargs="?", type=Path, default=TEST_SET, metavar="SPØRGSMÅL.jsonl")
    parser.given.add_argument("--report", type=Path, metavar="UD.json", help="gem alle tal og hvert spørgsmåls udfald")
    parser.given.add_argument(
        "--publications", type=Path, metavar="MAPPE", help="mål i stedet andre publikationer, hver for sig"
    )
    options = parser.parse_args(given)
    from answer.answerer import Answerer
    from evaluation.metrics import measure, measure_by
    from evaluation.publications import each_alone, publication_folders
    from evaluation.questions import read_question_set
    from evaluation.report import commit, report, run, save, table

    def progress(questions):  # type: ignore[no-untyped-def]
        return tqdm(questions, unit="spørgsmål", leave=False)

    if options.publications is not None:
        folders = publication_folders(options.publications)
        answerer = Answerer.load(options.index)
        groups = {name: run(alone, questions, progress) for name, alone, questions in each_alone(folders, answerer)}
        outcomes = [outcome for group in groups.values() for outcome in group]
        rows = {"alle": measure(outcomes), **{name: measure(group) for name, group in groups.items()}}
    else:
        questions = read_question_set(options.questions)
        answerer = Answerer.load(options.index)
        outcomes = run(answerer, questions, progress)
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
    print(result.as_text())
    if options.report is not None:
        save(bench.facts(result), options.report)
    return 0


def _fit(given: list[str]) -> int:
    parser = _parser(
        " fit",
        "[--questions FIL] [--publications MAPPE ...] [--index MAPPE]",
        "Tilpas rangordning og sandsynlighed på udviklingsspørgsmål.",
    )
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
    from answer.calibration import CALIBRATION_FILE
    from answer.reader import WEIGHTS_DIR
    from evaluation.fit import UNFITTED, fit, judge
    from evaluation.publications import each_alone
    from evaluation.questions import read_question_set

    answerer = Answerer.load(options.index, UNFITTED)
    judged = judge(answerer, read_question_set(options.questions))
    for _name, alone, questions in each_alone(options.publications, answerer):
        judged += judge(alone, questions)
    calibration = fit(judged)
    calibration.save(WEIGHTS_DIR / CALIBRATION_FILE)
    print(f"{len(judged)} spørgsmål; afslag under {calibration.threshold:.3f}; gemt i {WEIGHTS_DIR / CALIBRATION_FILE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
