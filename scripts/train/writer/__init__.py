"""The writer's recipe: from wordings by hand to an adapter that llama.cpp loads beside the weights it changes.

1. `retold` makes pairs of the wordings in `retold/`: a unit with its telling words marked, and the same in general.
2. `adapt` teaches low-rank changes to SmolLM2-135M-Instruct (`base`), from the file that its package carries.
3. `export_adapter` writes them as GGUF.

`general` takes the words that a telling may bring in from the same wordings (assistant/data/general.txt). `corpus`,
`plain` and `pairs` make the pairs of sound and spoilt sentences that the writer's judgement is measured on
(docs/evaluation/writer.md). `scripts/train/all.sh` runs what makes the model.
"""
