"""The network: an encoder that sees capitals, and on each token's vector and shape a small head of yes/no outputs."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn
from transformers import BertModel

from assistant.engine.wordpiece import SHAPES, WordPiece
from scripts.train.tagger.labels import OUTPUTS

HIDDEN = 192
"""Units between the token's vector and the outputs."""


def tokeniser(base: Path) -> WordPiece:
    """The base encoder's vocabulary with our offsets."""
    return WordPiece(vocabulary(base))


def vocabulary(base: Path) -> list[str]:
    """The pieces of the base encoder, in the order of their numbers."""
    return (base / "vocab.txt").read_text(encoding="utf-8").splitlines()


class Tagger(nn.Module):
    """Token numbers and shapes in, one logit per output and token out.

    `base` is the folder of the encoder (`scripts.train.tagger.base`). It was taught words without their capitals: what
    a token's shape says is added to its word's vector, by a matrix that begins at nothing.
    """

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            base, add_pooling_layer=False, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.05
        )
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.shown = nn.Linear(SHAPES, width, bias=False)
        self.inner = nn.Linear(width + SHAPES, HIDDEN)
        self.outer = nn.Linear(HIDDEN, len(OUTPUTS))
        self.dropout = nn.Dropout(0.1)
        nn.init.zeros_(self.shown.weight)
        nn.init.constant_(self.outer.bias, -3.0)

    def forward(self, numbers: torch.Tensor, attended: torch.Tensor, shapes: torch.Tensor) -> torch.Tensor:
        """(batch, tokens), (batch, tokens), (batch, tokens, SHAPES) → (batch, tokens, outputs)."""
        words = self.encoder.embeddings.word_embeddings(numbers) + self.shown(shapes)
        vectors = self.encoder(inputs_embeds=words, attention_mask=attended).last_hidden_state
        inner = torch.relu(self.inner(torch.cat((vectors, shapes), dim=-1)))
        result: torch.Tensor = self.outer(self.dropout(inner))
        return result
