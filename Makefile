# Every target sets up what it needs. PYTHON may be any name: a Python 3.11, 3.12 or 3.13 is looked for.
PYTHON ?= python3
BIN := .venv/bin
# One more than there are cores: tests wait for servers more than they reckon.
WORKERS ?= $(shell echo $$(( $$(nproc 2>/dev/null || echo 2) + 1 )))
# Node comes with the environment, so that every machine has the same one.
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm

# Hundreds of processes start in a test run: what one has compiled, the others read.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test explore check rules migration reference picture bench setup lock clean

help: ## List what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

demo: .venv/.installed bot/demo/slack/node/.installed ## Start a homeserver, an encrypted room and the bot, and try it in the terminal
	@exec $(BIN)/comity demo

test: .venv/.installed tests/node/node_modules/.installed bot/demo/slack/node/.installed ## Run all tests, on real servers
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(ARGS)

explore: .venv/.installed ## Try examples that no run has tried yet against the laws of rules and parsers
	$(BIN)/python -m pytest -n $(WORKERS) --hypothesis-profile explore -m hypothesis $(ARGS)

check: .venv/.installed ## Check form, types, imports and spelling
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell $$(git ls-files)

rules: .venv/.installed ## List the rules of the catalogue, each with its tests: make rules ARGS="DR-09 T-24" for some
	@$(BIN)/python .ci/rules.py $(ARGS)

migration: .venv/.installed ## Write the next revision of the tables: make migration NAME=clearance
	@$(BIN)/python -m storage.migrations.generate $(NAME)

reference: .venv/.installed ## Write docs/commands.md from the declarations
	$(BIN)/python -m bot.cli.reference

picture: .venv/.installed build/pictures/page.html ## Make the pictures of the README, in a real browser
	@.ci/browser
	$(BIN)/python -m docs.pictures

bench: .venv/.installed ## Measure, and write bench/results.json
	$(BIN)/python -m bench

setup: .venv/.installed tests/node/node_modules/.installed bot/demo/slack/node/.installed ## Install everything that development needs

lock: ## Choose the newest versions that fit and write the locks anew
	@.ci/lock "$(PYTHON)"

clean: ## Remove what was installed and built here
	rm -rf .venv .venv-lock tests/node/node_modules docs/pictures/node_modules bot/demo/slack/node/node_modules bot/demo/slack/node/.installed build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.locked: requirements/build.lock requirements/dev.lock
	@.ci/venv "$(PYTHON)" .venv requirements/dev.lock
	@touch $@

.venv/.installed: .venv/.locked pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

tests/node/node_modules/.installed: tests/node/package.json tests/node/package-lock.json | .venv/.installed
	@cd tests/node && $(NPM) ci --silent
	@touch $@

# Optional: it exists for Linux on x86-64 only. Without it the demonstration has Matrix alone.
bot/demo/slack/node/.installed: bot/demo/slack/node/package.json bot/demo/slack/node/package-lock.json | .venv/.installed
	@cd bot/demo/slack/node && { $(NPM) ci --silent && touch .installed \
		|| echo "The Slack-compatible server could not be installed; we go on without it."; }

docs/pictures/node_modules/.installed: docs/pictures/package.json docs/pictures/package-lock.json | .venv/.installed
	@cd docs/pictures && $(NPM) ci --silent
	@touch $@

build/pictures/page.html: docs/pictures/node_modules/.installed $(wildcard docs/pictures/*.mjs docs/pictures/*.js docs/pictures/*.css) docs/pictures/page.html
	@PATH="$(CURDIR)/$(BIN):$$PATH" node docs/pictures/build.mjs
	@touch $@
