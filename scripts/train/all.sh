#!/usr/bin/env bash
# Trains both shipped models from raw data to GGUF: about an hour for the tagger and two for the writer on 2 cores.
#   scripts/train/all.sh PYTHON RAW OUT
# RAW holds the unpacked data sets (assistant/models/README.md names them). Every step goes on from its checkpoint.
set -euo pipefail
python="$1"
raw="$(cd "$2" && pwd)"
mkdir -p "$3"
out="$(cd "$3" && pwd)"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

run() { "$python" -m "scripts.train.$@"; }

run tagger.prepare "$raw" "$out/samples.jsonl" --fills 9
run tagger.train "$out/samples.jsonl" "$out/tagger" --hold-out 0/5
run tagger.export "$out/tagger/checkpoint.pt" "$out/untuned.gguf"
run tagger.thresholds "$out/samples.jsonl" "$out/untuned.gguf" "$out/thresholds.json" --hold-out 0/5
run tagger.export "$out/tagger/checkpoint.pt" "$out/tagger.gguf" --thresholds "$out/thresholds.json"

run writer.corpus "$raw" "$out/corpus"
run writer.tokenizer "$out/corpus" "$out/writer"
run writer.neighbours "$out/writer"
run writer.pretrain "$out/writer"
run writer.pairs "$out/corpus" "$out/pairs.jsonl"
run writer.finetune "$out/writer" "$out/pairs.jsonl"
run writer.export "$out/writer" "$out/writer.gguf"

"$python" -m scripts.train.manifest "$out/tagger.gguf" "$out/writer.gguf"
