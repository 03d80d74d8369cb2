// Unpacks the program: LZMA (by Igor Pavlov), after its code was sorted by what the bytes mean, leaves a quarter less of
// it than a server's gzip. `cargo xtask build` packs it: an `.lzma` file with its length in the header. The specification
// is that of the LZMA SDK, in the public domain; `crates/xtask/src/split.rs` sorts.

/** The program at an address, ready to be started. */
export async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  return WebAssembly.compile(join(unpack(new Uint8Array(await response.arrayBuffer()))));
}

// The probability of a zero bit begins at a half, in 2048ths.
const probabilities = (count) => new Uint16Array(count).fill(1024);

/** The bits of an LZMA stream: a range coder whose probabilities follow what they have seen. */
class Bits {
  constructor(bytes, start) {
    this.bytes = bytes;
    // The first byte of a stream is always zero.
    this.at = start + 5;
    // Range and code, as numbers of 32 bits.
    this.coder = Uint32Array.of(0xffffffff, new DataView(bytes.buffer, bytes.byteOffset).getUint32(start + 1));
  }

  next(model, index) {
    const { coder } = this;
    const zero = model[index];
    const bound = (coder[0] >>> 11) * zero;
    const bit = coder[1] < bound ? 0 : 1;
    if (bit === 0) {
      coder[0] = bound;
      model[index] = zero + ((2048 - zero) >>> 5);
    } else {
      coder[0] -= bound;
      coder[1] -= bound;
      model[index] = zero - (zero >>> 5);
    }
    if (coder[0] < 0x1000000) this.shift();
    return bit;
  }

  shift() {
    this.coder[0] <<= 8;
    this.coder[1] = (this.coder[1] << 8) | this.bytes[this.at++];
  }

  /** A number of even bits. */
  direct(count) {
    const { coder } = this;
    let value = 0;
    for (let i = 0; i < count; i++) {
      coder[0] >>>= 1;
      const bit = coder[1] < coder[0] ? 0 : 1;
      if (bit === 1) coder[1] -= coder[0];
      value = value * 2 + bit;
      if (coder[0] < 0x1000000) this.shift();
    }
    return value;
  }

  /** A number whose bits depend on those above them; the model's nodes begin at `from`. */
  tree(model, from, count) {
    let node = 1;
    for (let i = 0; i < count; i++) node = (node << 1) | this.next(model, from + node);
    return node - (1 << count);
  }

  /** The same from the lowest bit on. */
  reverse(model, from, count) {
    let node = 1;
    let value = 0;
    for (let i = 0; i < count; i++) {
      const bit = this.next(model, from + node);
      node = (node << 1) | bit;
      value |= bit << i;
    }
    return value;
  }
}

/** How many bytes are copied. */
class Length {
  choice = probabilities(2);
  low = probabilities(16 << 3);
  middle = probabilities(16 << 3);
  high = probabilities(256);

  read(bits, place) {
    if (bits.next(this.choice, 0) === 0) return 2 + bits.tree(this.low, place << 3, 3);
    if (bits.next(this.choice, 1) === 0) return 10 + bits.tree(this.middle, place << 3, 3);
    return 18 + bits.tree(this.high, 0, 8);
  }
}

/** From how far back bytes are copied. */
class Distance {
  slots = probabilities(4 << 6);
  near = probabilities(128);
  low = probabilities(16);

  read(bits, length) {
    const slot = bits.tree(this.slots, Math.min(length - 2, 3) << 6, 6);
    if (slot < 4) return slot;
    const count = (slot >>> 1) - 1;
    const base = (2 | (slot & 1)) * 2 ** count;
    if (slot < 14) return base + bits.reverse(this.near, base - slot, count);
    return base + bits.direct(count - 4) * 16 + bits.reverse(this.low, 0, 4);
  }
}

/** The bytes that were packed. */
export function unpack(packed) {
  const [properties] = packed;
  const before = properties % 9;
  const placeBits = Math.floor(properties / 45);
  const literalPlaces = (1 << (Math.floor(properties / 9) % 5)) - 1;
  const out = new Uint8Array(new DataView(packed.buffer, packed.byteOffset).getUint32(5, true));
  const bits = new Bits(packed, 13);
  const literals = probabilities(0x300 * (literalPlaces + 1) << before);
  const isCopy = probabilities(12 << 4);
  const isRepeated = probabilities(12);
  const isNotFirst = probabilities(12);
  const isNotSecond = probabilities(12);
  const isNotThird = probabilities(12);
  const isLong = probabilities(12 << 4);
  const fresh = new Length();
  const repeated = new Length();
  const distance = new Distance();
  const last = [0, 0, 0, 0];
  // What came before: below 7 a literal was last.
  let state = 0;
  let at = 0;

  const literal = () => {
    const context = ((at & literalPlaces) << before) + ((out[at - 1] ?? 0) >>> (8 - before));
    const from = 0x300 * context;
    let node = 1;
    if (state >= 7) {
      // The byte that a copy would have had tells until it is wrong.
      let expected = out[at - last[0] - 1];
      while (node < 0x100) {
        const guess = (expected >>> 7) & 1;
        expected <<= 1;
        const bit = bits.next(literals, from + ((1 + guess) << 8) + node);
        node = (node << 1) | bit;
        if (bit !== guess) break;
      }
    }
    while (node < 0x100) node = (node << 1) | bits.next(literals, from + node);
    out[at++] = node;
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  };

  const copy = (length) => {
    const from = last[0] + 1;
    for (const end = Math.min(at + length, out.length); at < end; at++) out[at] = out[at - from];
  };

  /** Brings one of the last distances to the front. */
  const again = () => {
    const index = bits.next(isNotSecond, state) === 0 ? 1 : 2 + bits.next(isNotThird, state);
    last.unshift(...last.splice(index, 1));
  };

  while (at < out.length) {
    const place = at & ((1 << placeBits) - 1);
    if (bits.next(isCopy, (state << 4) + place) === 0) {
      literal();
    } else if (bits.next(isRepeated, state) === 0) {
      const length = fresh.read(bits, place);
      last.pop();
      last.unshift(distance.read(bits, length));
      state = state < 7 ? 7 : 10;
      copy(length);
    } else {
      if (bits.next(isNotFirst, state) === 1) {
        again();
      } else if (bits.next(isLong, (state << 4) + place) === 0) {
        state = state < 7 ? 9 : 11;
        copy(1);
        continue;
      }
      const length = repeated.read(bits, place);
      state = state < 7 ? 8 : 11;
      copy(length);
    }
  }
  return out;
}

// What was sorted apart, in order.
const STREAMS = 16;
const USUAL_ALIGNMENTS = "23230011001122323010122";
const BEFORE = 0, AFTER = 1, VARIABLES = 2, INSTRUCTIONS = 3, READ = 4, WRITTEN = 5, KEPT = 6, BRANCHES = 7, CALLS = 8;
const NUMBERS = 9, LONG_NUMBERS = 10, BLOCKS = 11, ALIGNMENTS = 12, OFFSETS = 13, RAW = 14, OTHERS = 15;

/** The module again. */
export function join(split) {
  const lengths = new DataView(split.buffer, split.byteOffset);
  // Where in each stream the next byte stands.
  const at = [];
  let end = 4 * STREAMS;
  const ends = Array.from({ length: STREAMS }, (_, stream) => {
    at.push(end);
    return (end += lengths.getUint32(4 * stream, true));
  });
  // Sizes and numbers of variables are written anew: they may take more room than what stood for them.
  const out = new Uint8Array(2 * split.length);
  let to = 0;

  const copy = (stream, count) => {
    for (const last = at[stream] + count; at[stream] < last; ) out[to++] = split[at[stream]++];
  };
  /** Reads a number without writing it. */
  const peek = (stream) => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = split[at[stream]++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  const number = (stream) => {
    const from = at[stream];
    const value = peek(stream);
    at[stream] = from;
    while (split[at[stream]] > 127) out[to++] = split[at[stream]++];
    out[to++] = split[at[stream]++];
    return value;
  };
  const write = (value) => {
    for (; value > 127; value >>>= 7) out[to++] = value | 128;
    out[to++] = value;
  };
  /** Writes the size of what is written next before it. */
  const sized = (fill) => {
    const start = to;
    fill();
    const size = to - start;
    const digits = size < 1 << 7 ? 1 : size < 1 << 14 ? 2 : size < 1 << 21 ? 3 : size < 1 << 28 ? 4 : 5;
    out.copyWithin(start + digits, start, to);
    to = start;
    write(size);
    to += size;
  };
  const numbers = (stream, count) => {
    for (; count > 0; count--) number(stream);
  };

  /** The variables of a function, the last used first. */
  let used = [];
  const variable = (stream) => {
    const place = peek(stream);
    while (used.length <= place) used.push(used.length);
    const [value] = used.splice(place, 1);
    used.unshift(value);
    write(value);
  };

  const follow = (instruction) => {
    if (instruction >= 0x28 && instruction <= 0x3e) {
      out[to++] = split[at[ALIGNMENTS]++] ^ USUAL_ALIGNMENTS[instruction - 0x28];
      number(OFFSETS);
      return;
    }
    switch (instruction) {
      case 0x02: case 0x03: case 0x04: return number(BLOCKS);
      case 0x0c: case 0x0d: return number(BRANCHES);
      case 0x0e: return numbers(BRANCHES, number(BRANCHES) + 1);
      case 0x10: return number(CALLS);
      case 0x11: return numbers(OTHERS, 2);
      case 0x20: return variable(READ);
      case 0x21: return variable(WRITTEN);
      case 0x22: return variable(KEPT);
      case 0x23: case 0x24: case 0x25: case 0x26: case 0x3f: case 0x40: case 0xd0: case 0xd2: return number(OTHERS);
      case 0x41: return number(NUMBERS);
      case 0x42: return number(LONG_NUMBERS);
      case 0x43: return copy(RAW, 4);
      case 0x44: return copy(RAW, 8);
      case 0xfc: {
        const which = number(INSTRUCTIONS);
        return numbers(OTHERS, which < 8 ? 0 : which < 15 && which % 2 === 0 ? 2 : 1);
      }
      case 0xfd: {
        const which = number(INSTRUCTIONS);
        const isLane = which >= 84 && which <= 91;
        if (which < 12 || isLane || which === 92 || which === 93) numbers(OTHERS, 2);
        if (which === 12 || which === 13) copy(RAW, 16);
        if ((which >= 21 && which <= 34) || isLane) copy(RAW, 1);
      }
    }
  };

  const body = () => {
    for (let groups = number(VARIABLES); groups > 0; groups--) {
      number(VARIABLES);
      copy(VARIABLES, 1);
    }
    used = [];
    for (let depth = 1; depth > 0; ) {
      const instruction = (out[to++] = split[at[INSTRUCTIONS]++]);
      if (instruction >= 0x02 && instruction <= 0x04) depth++;
      if (instruction === 0x0b) depth--;
      follow(instruction);
    }
  };

  copy(BEFORE, ends[BEFORE] - at[BEFORE]);
  sized(() => {
    for (let functions = number(VARIABLES); functions > 0; functions--) sized(body);
  });
  copy(AFTER, ends[AFTER] - at[AFTER]);
  return out.subarray(0, to);
}
