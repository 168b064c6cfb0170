"""Benchmarks: how long and how much, and the same retrieval by plain BM25 and plain dense search in the same run."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import bm25s
import numpy as np

from answer.answerer import Answerer
from evaluation.questions import Question
from evaluation.reading_speed import LONG, SHORT, ReadingSpeed, measure_reading
from index.encoder import Encoder
from index.passage_index import PassageIndex

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Retrieval:
    """A way to retrieve: page recall@5 and MRR (0 to 1) of the answerable questions, and median milliseconds."""

    recall_5: float
    mrr: float
    p50_ms: float


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Seconds for ingest, cold start (imports, index and models, in a new process) and its first answer; how PDFs are
    read; milliseconds for a warm answer; megabytes of memory at most; and retrieval ours against the plain ways.
    """

    ingest_s: float
    cold_start_s: float
    first_answer_s: float
    reading: ReadingSpeed
    warm_p50_ms: float
    warm_p95_ms: float
    memory_mb: float
    retrieval: dict[str, Retrieval]


def run(
    index_dir: Path, publications: Path, questions: Sequence[Question], tell: Callable[[str], None] = print
) -> Benchmark:
    """Measures everything, the cold start in a process of its own. tell: is given each line as it is known."""
    ingest_s = _seconds_of([sys.executable, "-m", "ingest", str(publications), "--index"])
    tell(f"ingest            {ingest_s:8.1f} s")
    cold = _cold_start(index_dir, questions[0].text)
    tell(f"kold start        {cold['load']:8.1f} s\nførste svar       {cold['answer']:8.2f} s")
    answerer = Answerer.load(index_dir)
    reading = measure_reading(next(iter(answerer.documents.values())))
    tell(f"PDF-sider         {reading.pages_per_s:8.0f} sider/s")
    tell(f"hukommelse, {LONG} PDF-sider mod {SHORT}: {reading.long_mb / reading.short_mb:.2f}")
    for question in questions:
        answerer.ask(question.text)
    warm = [answerer.ask(question.text).timings["total"] for _ in range(ROUNDS) for question in questions]
    p50, p95 = np.percentile(warm, (50, 95)).tolist()
    tell(f"varmt svar p50    {p50:8.0f} ms\nvarmt svar p95    {p95:8.0f} ms")
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    tell(f"hukommelse højst  {memory_mb:8.0f} MB")
    retrieval = compare(answerer.index, answerer.encoder, [q for q in questions if q.answerable])
    tell(_retrieval_text(retrieval))
    return Benchmark(ingest_s, cold["load"], cold["answer"], reading, p50, p95, memory_mb, retrieval)


def _retrieval_text(retrieval: dict[str, Retrieval]) -> str:
    """For a terminal, with ratios against plain dense search."""
    base = retrieval["ren vektorsøgning"].p50_ms
    lines = [
        f"{name:22}  {way.recall_5:6.3f}  {way.mrr:5.3f}  {way.p50_ms:7.2f}   {way.p50_ms / base:.2f}"
        for name, way in retrieval.items()
    ]
    return "\n".join(["", "søgning                 side@5    MRR   p50 ms   tid mod ren vektorsøgning", *lines])


def facts(benchmark: Benchmark) -> dict[str, object]:
    """For saving as JSON."""
    return asdict(benchmark)


def _seconds_of(command: list[str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        subprocess.run([*command, folder], check=True, capture_output=True)
        return time.perf_counter() - started


def _cold_start(index_dir: Path, question: str) -> dict[str, float]:
    script = (
        "import json, sys, time; t = time.perf_counter()\n"
        "from pathlib import Path\n"
        "from answer.answerer import Answerer\n"
        "a = Answerer.load(Path(sys.argv[1])); loaded = time.perf_counter()\n"
        "a.ask(sys.argv[2]); done = time.perf_counter()\n"
        "print(json.dumps({'load': loaded - t, 'answer': done - loaded}))"
    )
    command = [sys.executable, "-c", script, str(index_dir), question]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(printed.splitlines()[-1])
    return found


def compare(index: PassageIndex, encoder: Encoder, questions: Sequence[Question]) -> dict[str, Retrieval]:
    """Kildesvar's retrieval, plain dense search and plain BM25, over the same index and answerable questions."""
    plain = bm25s.BM25(backend="numpy")
    words = [passage.text.lower().split() for passage in index.passages]
    plain.index(words, show_progress=False)

    def by_words(question: str) -> np.ndarray:
        known = [word for word in question.lower().split() if word in plain.vocab_dict]
        return np.asarray(plain.get_scores(known)) if known else np.zeros(len(words))

    def by_meaning(question: str) -> np.ndarray:
        return index.dense.scores(encoder.encode_query(question))[: len(words)]

    def ours(question: str) -> np.ndarray:
        scores = np.zeros(len(words))
        rows = {passage.id: row for row, passage in enumerate(index.passages)}
        for hit in index.search(question, encoder, top_k=20):
            scores[rows[hit.passage.id]] = 21 - hit.rank
        return scores

    ways: dict[str, Callable[[str], np.ndarray]] = {
        "Kildesvar": ours,
        "ren vektorsøgning": by_meaning,
        "ren BM25": by_words,
    }
    return {name: _retrieval(index, way, questions) for name, way in ways.items()}


def _retrieval(index: PassageIndex, way: Callable[[str], np.ndarray], questions: Sequence[Question]) -> Retrieval:
    ranks, milliseconds = [], []
    for question in questions:
        started = time.perf_counter()
        order = np.argsort(-way(question.text), kind="stable")[:20]
        milliseconds.append(1000 * (time.perf_counter() - started))
        pages = [index.passages[row].page for row in order.tolist()]
        ranks.append(next((rank for rank, page in enumerate(pages, start=1) if page in question.pages), 0))
    return Retrieval(
        recall_5=float(np.mean([1 <= rank <= 5 for rank in ranks])),
        mrr=float(np.mean([1 / rank if rank else 0.0 for rank in ranks])),
        p50_ms=float(np.median(milliseconds)),
    )
