MVN := mvn --batch-mode --no-transfer-progress

.PHONY: test
test: ## every test
	$(MVN) verify
