# Every target sets up what it needs. PYTHON may be any python; 3.11, 3.12 or 3.13 is looked for.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.DEFAULT_GOAL := help

$(STAMP): requirements/build.lock requirements/dev.lock pyproject.toml
	@.ci/venv "$(PYTHON)" .venv requirements/dev.lock
	@touch $@

setup: $(STAMP)  ## Install everything that development needs into .venv
.PHONY: setup
