# `make help` lists what there is to do.
MVN := mvn --batch-mode --no-transfer-progress
BUILT := install/distribution/target/.built
# What the distribution is made of; a file that is newer than it means a new build.
SOURCES := $(shell find . \( -name target -o -name var -o -name .git -o -path '*/src/test' \) -prune \
	-o -type f \( -name pom.xml -o -path '*/src/*' -o -path './conf/*' -o -path './install/*' \) -print)

.PHONY: help demo build test it chaos bench docs format clean
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1 \2/p' $(MAKEFILE_LIST) | awk '{ $$1 = ""; t = $$2; $$2 = ""; printf "  make %-8s%s\n", t, $$0 }'

demo: prerequisites build ## the main job from captures to Hive, on a real stack on this machine
	@./spot demo

build: $(BUILT) ## everything but the tests; ./spot runs it

$(BUILT): $(SOURCES)
	@echo "Building (the first time downloads a lot)"
	@$(MVN) -q package -Dquick
	@touch $@

.PHONY: prerequisites
prerequisites:
	@install/prerequisites.sh

test: prerequisites ## every test, the real stack included
	$(MVN) verify
	@touch $(BUILT)

it: prerequisites ## the tests on the real stack only
	$(MVN) verify -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false

SEED ?= 1
ROUNDS ?= 20
BURST ?= 2000
chaos: prerequisites ## kill, stop and starve everything while files land: SEED=1 ROUNDS=20 BURST=2000
	@$(MVN) -q verify -pl spot-it -am -Dspotless.check.skip -Denforcer.skip \
	  -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dit.test=ChaosIT -Dfailsafe.failIfNoSpecifiedTests=false \
	  -Dspot.chaos.seed=$(SEED) -Dspot.chaos.rounds=$(ROUNDS) -Dspot.chaos.burst=$(BURST)

bench: prerequisites build ## flows into Hive, Spot's way and ours, timed
	@./spot bench

docs: ## write the reference in docs/configuration.md anew from the code
	@$(MVN) -q -pl spot-cli -am package -Dtest=SpotConfigTest -Dsurefire.failIfNoSpecifiedTests=false -Dspot.docs.write=true

format: ## format the sources
	@$(MVN) -q spotless:apply -pl '!install/local-stack/kafka,!install/local-stack/hdfs,!install/local-stack/hive'

clean: ## remove what was built; ./var, with the local stack's data, stays
	@$(MVN) -q clean
