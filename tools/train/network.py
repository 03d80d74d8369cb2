"""The tagger: convolution, bidirectional SRU layers, and scores for every span of up to `width` tokens.

SRU: Lei et al., "Simple Recurrent Units for Highly Parallelizable Recurrence", 2018. Scoring every span by a biaffine
map of its borders: Yu, Bohnet and Poesio, "Named Entity Recognition as Dependency Parsing", 2020; here of low rank, with
scores of single tokens and a small perceptron over the span. What the rules found is an input of every token and a
bias of every span, so the network learns when to believe them.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from corpus import GRAMMAR_BITS, KINDS, RULE_KINDS
from vectors import DIMENSIONS

CLASSES = len(KINDS) + 1
AFFIXES, AFFIX_BUCKETS, LEMMA_BUCKETS, SHAPES = 7, 4096, 16384, 66


@dataclass
class Sizes:
    """Widths of the layers, and dropout."""

    projection: int = 192
    convolution: int = 256
    hidden: int = 160
    layers: int = 3
    rank: int = 48
    perceptron: int = 128
    width: int = 16
    input_dropout: float = 0.35
    layer_dropout: float = 0.2
    output_dropout: float = 0.4
    head_dropout: float = 0.25
    word_dropout: float = 0.1


class Forget(torch.autograd.Function):
    """c[t] = f[t] * c[t - 1] + u[t] along the first axis."""

    @staticmethod
    def forward(ctx, f, u):
        c = torch.empty_like(u)
        c[0] = u[0]
        for t in range(1, len(u)):
            torch.addcmul(u[t], f[t], c[t - 1], out=c[t])
        ctx.save_for_backward(f, c)
        return c

    @staticmethod
    def backward(ctx, gradient):
        f, c = ctx.saved_tensors
        du = gradient.clone()
        for t in range(len(du) - 2, -1, -1):
            torch.addcmul(du[t], f[t + 1], du[t + 1], out=du[t])
        df = torch.zeros_like(f)
        df[1:] = du[1:] * c[:-1]
        return df, du


class Sru(nn.Module):
    """One layer in both directions; a highway where the widths allow it."""

    def __init__(self, width: int, hidden: int):
        super().__init__()
        self.hidden, self.highway = hidden, width == 2 * hidden
        self.linear = nn.Linear(width, 6 * hidden)
        with torch.no_grad():
            self.linear.bias[2 * hidden : 4 * hidden] += 1

    def forward(self, x, mask):
        h = self.hidden
        y = self.linear(x).float()
        z, f, o = y[..., : 2 * h], y[..., 2 * h : 4 * h].sigmoid(), y[..., 4 * h :].sigmoid()
        u = (1 - f) * z * mask
        turn = lambda v: torch.cat([v[..., :h], v[..., h:].flip(0)], -1)
        c = turn(Forget.apply(turn(f), turn(u))).tanh()
        return (o * c + (1 - o) * x if self.highway else o * c) * mask


class Tagger(nn.Module):
    """Units of tokens [n, batch] -> scores [batch, n, width, classes] of the spans that begin at each token."""

    def __init__(self, sizes: Sizes, table: torch.Tensor, frozen: int):
        super().__init__()
        s = self.sizes = sizes
        self.register_buffer("table", table, persistent=False)
        self.unknown = nn.Parameter(torch.zeros(DIMENSIONS))
        self.shape = nn.Embedding(SHAPES, 24)
        self.affix = nn.Embedding(AFFIXES * AFFIX_BUCKETS, 12)
        self.lemma = nn.Embedding(LEMMA_BUCKETS, 24)
        for embedding in (self.affix, self.lemma):
            nn.init.normal_(embedding.weight, 0, 0.3)
        self.register_buffer("offsets", torch.arange(AFFIXES) * AFFIX_BUCKETS, persistent=False)
        self.rule_inputs = 3 * RULE_KINDS
        inputs = DIMENSIONS + 24 + 1 + 12 * AFFIXES + 24 + GRAMMAR_BITS + frozen + self.rule_inputs
        self.projection = nn.Linear(inputs, s.projection)
        self.convolution = nn.Linear(3 * s.projection, s.convolution)
        widths = [s.convolution] + [2 * s.hidden] * s.layers
        self.layers = nn.ModuleList(Sru(width, s.hidden) for width in widths[:-1])
        d = widths[-1]
        self.start, self.end = nn.Linear(d, s.rank), nn.Linear(d, s.rank)
        self.biaffine = nn.Linear(s.rank, CLASSES * s.rank, bias=False)
        self.token = nn.Linear(d, 3 * CLASSES)
        self.mlp_in = nn.Linear(d, 3 * s.perceptron)
        self.width_hidden = nn.Parameter(torch.zeros(s.width, s.perceptron))
        self.mlp_out = nn.Linear(s.perceptron, CLASSES)
        self.width_bias = nn.Parameter(torch.zeros(s.width, CLASSES))
        self.rule = nn.Parameter(torch.zeros(RULE_KINDS + 1, CLASSES))
        with torch.no_grad():
            self.biaffine.weight.mul_(0.5)
            self.width_bias[:, 0] = 3

    def forward(self, batch):
        s, mask = self.sizes, batch["mask"]
        vectors = self.table[batch["word"]]
        missing = batch["word"] == 0
        if self.training and s.word_dropout:
            missing = missing | (torch.rand(missing.shape) < s.word_dropout)
        vectors = torch.where(missing[..., None], self.unknown, vectors)
        x = torch.cat(
            [
                vectors,
                self.shape(batch["shape"]),
                batch["glued"][..., None],
                self.affix(batch["affixes"] + self.offsets).flatten(2),
                self.lemma(batch["lemma"]),
                batch["grammar"],
                batch["frozen"],
            ],
            -1,
        )
        x = F.dropout(x, s.input_dropout, self.training)
        # The rules' marks are dropped by unit and by mention in the batch, not by bit.
        x = self.projection(torch.cat([x, batch["rules"]], -1) * mask).float() * mask
        edge = x.new_zeros(1, *x.shape[1:])
        x = torch.cat([torch.cat([edge, x[:-1]]), x, torch.cat([x[1:], edge])], -1)
        x = self.convolution(x).float().relu() * mask
        for layer in self.layers:
            x = layer(F.dropout(x, s.layer_dropout, self.training), mask)
        x = F.dropout(x, s.output_dropout, self.training).transpose(0, 1)
        return self.spans(x) + self.rule[batch["spans"]]

    def spans(self, x):
        """[batch, n, d] -> [batch, n, width, classes]."""
        s = self.sizes
        size, n, _ = x.shape
        drop = lambda v: F.dropout(v, s.head_dropout, self.training)
        band = lambda v: F.pad(v, (0, 0, 0, s.width - 1)).unfold(1, s.width, 1)  # [b, n, d] -> [b, n, d, width]
        lengths = torch.arange(1, s.width + 1)

        def mean(v):
            total = F.pad(v.cumsum(1), (0, 0, 1, 0))
            total = torch.cat([total, total[:, -1:].expand(-1, s.width - 1, -1)], 1)
            return (total[:, 1:].unfold(1, s.width, 1) - total[:, :n, :, None]) / lengths

        start, end = drop(self.start(x).relu()), drop(self.end(x).relu())
        left = self.biaffine(start).view(size * n, CLASSES, s.rank)
        right = band(end.to(left.dtype)).reshape(size * n, s.rank, s.width)
        scores = torch.bmm(left, right).float().view(size, n, CLASSES, s.width) * s.rank**-0.5
        at_start, at_end, inside = self.token(x).float().split(CLASSES, -1)
        scores = scores + at_start[..., None] + band(at_end) + mean(inside)
        a, b, q = self.mlp_in(x).float().split(s.perceptron, -1)
        hidden = drop(((a[..., None] + band(b) + mean(q)).transpose(2, 3) + self.width_hidden).relu())
        return scores.transpose(2, 3) + self.mlp_out(hidden).float() + self.width_bias

    def multiplications(self) -> int:
        """A token, all layers but the frozen branch."""
        s = self.sizes
        linear = sum(m.weight.numel() * (s.width if m is self.mlp_out else 1) for m in self.modules() if isinstance(m, nn.Linear))
        return linear + CLASSES * s.rank * s.width


def decode(scores: torch.Tensor, bias: float = 0.0) -> list:
    """Spans (first, last, class, margin) of one unit's scores [n, width, classes]; none crosses another."""
    best, kind = scores[..., 1:].max(-1)
    margin = best - scores[..., 0] + bias
    n = len(scores)
    found = [
        (float(margin[i, k]), i, i + k, int(kind[i, k]) + 1) for i, k in (margin > 0).nonzero().tolist() if i + k < n
    ]
    found.sort(key=lambda f: (-f[0], f[1], -f[2]))
    kept = []
    for score, first, last, kind_ in found:
        if not any(a < first <= b < last or first < a <= last < b for a, b, *_ in kept):
            kept.append((first, last, kind_, score))
    return kept
