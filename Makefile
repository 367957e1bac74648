# Rembuk's commands. All make .venv/ themselves, from the locked requirements; python3 (3.11 or newer) and make are enough.

PYTHON := .venv/bin/python
BIN := .venv/bin
PORT ?= 8000

# Throw-away values: production settings refuse to start without them, and the check connects to nothing.
PRODUCTION = DJANGO_SETTINGS_MODULE=deploy.settings.production SECRET_KEY="$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))')" \
	ALLOWED_HOSTS=rembuk.example PUBLIC_ADDRESS=https://rembuk.example DATABASE_URL=postgres://rembuk.example/rembuk \
	EMAIL_HOST=mail.rembuk.example DEFAULT_FROM_EMAIL=rembuk@rembuk.example

.DEFAULT_GOAL := help
.PHONY: help install development run serve-scaled test test-thorough test-postgresql check fix bench trials pictures messages lock

help: ## what there is
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 24

install: ## .venv/ with the locked requirements, nothing else
	@python3 -m deploy.environment runtime

development: ## … with the tools for tests and checks
	@python3 -m deploy.environment development

run: install ## Rembuk with its demonstration at http://127.0.0.1:8000 (PORT= chooses another port); Ctrl-C stops it
	@$(PYTHON) manage.py migrate --verbosity 0 --skip-checks
	@$(PYTHON) manage.py demo --skip-checks
	@export PUBLIC_ADDRESS="$${PUBLIC_ADDRESS:-http://127.0.0.1:$(PORT)}"; exec $(PYTHON) manage.py serve --port "$(PORT)" --skip-checks

serve-scaled: development ## the same with PostgreSQL, Redis, nginx, two servers and a worker, as for many users (PORT= chooses another port)
	@exec $(PYTHON) -m deploy.scaled --port "$(PORT)"

test: development ## all on SQLite, and what needs PostgreSQL or Redis on them
	@$(PYTHON) -m tests sqlite marked

test-thorough: development ## what takes minutes: axe in the other pairs of language and scheme, journeys in the other ways
	@$(PYTHON) -m tests thorough

test-postgresql: development ## all again, on PostgreSQL with Redis
	@$(PYTHON) -m tests postgresql

check: development ## style, types, layers, security, migrations, settings, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit -q -r consult api frontend deploy -c pyproject.toml
	$(PYTHON) manage.py makemigrations --check --dry-run
	@$(PRODUCTION) $(PYTHON) manage.py check --deploy --fail-level WARNING
	$(PYTHON) -m tests.tools.translations check

fix: development ## what ruff can mend by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: development ## every benchmark; figures in build/bench.jsonl and docs/measures.md
	@$(PYTHON) -m tests bench bench-marked; status=$$?; $(PYTHON) -m tests.bench.measures; exit $$status

trials: development ## the long runs of faults, races and hostile input, up to two hours; figures in the same files
	@$(PYTHON) -m tests trials trials-sqlite; status=$$?; $(PYTHON) -m tests.bench.measures; exit $$status

pictures: development ## every page in every state, both languages and schemes, three widths: build/pictures/index.html
	@$(PYTHON) -m tests.pictures

messages: development ## the catalogues of both languages, from the sentences in the code
	$(PYTHON) -m tests.tools.translations make

lock: ## requirements/, from pyproject.toml (needs uv)
	uv lock --quiet
	uv export --quiet --no-emit-project --no-dev --format requirements-txt -o requirements/runtime.txt
	uv export --quiet --no-emit-project --format requirements-txt -o requirements/development.txt
