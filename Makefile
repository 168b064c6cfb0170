# `make app` and `make test` are all that is needed; both make .venv first, and do nothing twice.
.PHONY: setup app classroom test lint index indexed browser clean

# The first Python that runs and is new enough; a shim that is there need not run.
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3; do \
  $$name -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null && { echo $$name; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# The screen shows no usage statistics, nothing is looked up on model hubs.
export HF_HUB_OFFLINE := 1
export TOKENIZERS_PARALLELISM := false

setup: .venv/.installed

.venv/.installed: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Kildesvar kræver Python 3.11 eller nyere. Prøv: make PYTHON=/sti/til/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installerer (tager et par minutter første gang) ..."
	@$(PIP) install --constraint constraints.txt torch==2.13.0
	@$(PIP) install --constraint constraints.txt --editable .
	@touch $@

.venv/.installed-dev: .venv/.installed
	@$(PIP) install --constraint constraints.txt --editable ".[dev]"
	@touch $@

index: setup
	@$(BIN)/python -m ingest --if-stale

# A file that can not be read is named; the page serves the others.
indexed: setup
	@$(BIN)/python -m ingest --if-stale || true

app: indexed
	@$(BIN)/streamlit run app.py || { \
	  echo "Siden kunne ikke startes. Er porten optaget, så brug en anden: .venv/bin/streamlit run app.py --server.port 8600"; \
	  exit 1; }

# For a room of people on the local network; asks them for a password.
classroom: indexed
	@$(BIN)/python -m ui.classroom $(if $(HOST),--host $(HOST))

lint: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

browser:
	@command -v chromium chromium-browser google-chrome >/dev/null || { \
	  echo "Henter Chromium til browsertestene ..."; \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else sudo apt-get update -qq && sudo apt-get install -y -qq chromium >/dev/null; fi; }

test: lint browser
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses 2 --dist worksteal

clean:
	rm -rf .venv data/index *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
