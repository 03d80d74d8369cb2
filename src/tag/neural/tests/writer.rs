//! Writes small packs of noise.

use std::collections::BTreeMap;

use serde_json::json;
use sha2::{Digest, Sha256};

use crate::document::Kind;
use crate::tag::neural::features::{AFFIX_BUCKETS, GRAMMAR_BITS, LEMMA_BUCKETS, SHAPES, VERSION};
use crate::tag::neural::network::RULE_KINDS;

/// The sizes of the network of [`Writer::noise`].
pub(super) const BOOKS: usize = 4;
pub(super) const PART: usize = 3;
pub(super) const SIZES: [usize; 2] = [8, 6];
pub(super) const PROJECTED: usize = 10;
pub(super) const CONVOLVED: usize = 12;
pub(super) const STATE: usize = 5;
pub(super) const RANK: usize = 4;
pub(super) const HIDDEN: usize = 6;
pub(super) const WIDTH: usize = 4;
pub(super) const CLASSES: usize = RULE_KINDS;
/// The kinds of the rules' mentions that it sees.
pub(super) const VISIBLE: [Kind; 2] = [Kind::Person, Kind::Quantity];
/// The words that it knows, sorted.
pub(super) const WORDS: [&str; 6] = ["в", "иван", "москва", "москве", "мэр", "сказать"];

/// A tensor as it is written.
#[derive(Debug, Clone)]
pub(super) struct Tensor {
    pub(super) dtype: &'static str,
    pub(super) shape: Vec<usize>,
    pub(super) bytes: Vec<u8>,
}

/// A pack to be.
#[derive(Debug, Clone)]
pub(super) struct Writer {
    pub(super) header: serde_json::Value,
    pub(super) tensors: BTreeMap<String, Tensor>,
    state: u32,
}

impl Writer {
    /// A pack with every tensor, of random numbers.
    pub(super) fn noise(seed: u32) -> Self {
        let kinds: Vec<&str> = Kind::ALL[..CLASSES - 1].iter().map(|kind| kind.name()).collect();
        let header = json!({
            "id": "noise", "protocol": 1, "kinds": kinds, "width": WIDTH, "bias": 0.25,
            "features": { "rule_kinds": VISIBLE, "affix_buckets": AFFIX_BUCKETS, "lemma_buckets": LEMMA_BUCKETS,
                "gram": GRAMMAR_BITS, "version": VERSION },
            "calibration": [[0.0, 0.25], [1.0, 0.5], [4.0, 1.0]], "made": {}, "licences": ["CC0"],
        });
        let mut writer = Self { header, tensors: BTreeMap::new(), state: seed };
        writer.words();
        writer.layers();
        writer.head();
        writer
    }

    fn words(&mut self) {
        let vector = BOOKS * PART;
        self.bytes("vocabulary", &[0], front_coded(&WORDS));
        let index = (0..(WORDS.len() + 1) * BOOKS).map(|_| self.random() as u8).collect();
        self.bytes("pq.index", &[WORDS.len() + 1, BOOKS], index);
        self.floats("pq.code", &[BOOKS, 256, PART]);
        self.floats("unk", &[vector]);
        self.floats("raw_unk", &[vector]);
        self.table("shape", SHAPES.into(), 3);
        self.table("affix", 7 * AFFIX_BUCKETS as usize, 2);
        self.table("lemma", LEMMA_BUCKETS as usize, 2);
    }

    fn layers(&mut self) {
        let word = BOOKS * PART;
        self.floats("slovnet.shape", &[SHAPES.into(), 2]);
        let mut width = word + 2;
        for (at, size) in SIZES.into_iter().enumerate() {
            self.matrix(&format!("slovnet.{at}"), size, 3 * width, true);
            self.floats(&format!("slovnet.{at}.scale_after"), &[size]);
            self.floats(&format!("slovnet.{at}.shift_after"), &[size]);
            width = size;
        }
        let input = word + 3 + 1 + 7 * 2 + 2 + GRAMMAR_BITS as usize + width + 3 * RULE_KINDS;
        self.matrix("proj", PROJECTED, input, true);
        self.matrix("conv", CONVOLVED, 3 * PROJECTED, true);
        self.matrix("sru.0", 6 * STATE, CONVOLVED, true);
        self.matrix("sru.1", 6 * STATE, 2 * STATE, true);
        self.matrix("sru.2", 6 * STATE, 2 * STATE, true);
    }

    fn head(&mut self) {
        self.matrix("head.start", RANK, 2 * STATE, true);
        self.matrix("head.end", RANK, 2 * STATE, true);
        self.matrix("head.biaffine", CLASSES * RANK, RANK, false);
        self.matrix("head.token", 3 * CLASSES, 2 * STATE, true);
        self.matrix("head.mlp_in", 3 * HIDDEN, 2 * STATE, true);
        self.floats("head.width_hidden", &[WIDTH, HIDDEN]);
        self.matrix("head.mlp_out", CLASSES, HIDDEN, true);
        self.floats("head.width", &[WIDTH, CLASSES]);
        self.floats("head.rule", &[RULE_KINDS + 1, CLASSES]);
    }

    /// High bits of a linear congruential generator.
    fn random(&mut self) -> u32 {
        self.state = self.state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.state >> 16
    }

    fn bytes(&mut self, name: &str, shape: &[usize], bytes: Vec<u8>) {
        let shape = if shape == [0] { vec![bytes.len()] } else { shape.to_vec() };
        self.tensors.insert(name.to_owned(), Tensor { dtype: "u8", shape, bytes });
    }

    fn floats(&mut self, name: &str, shape: &[usize]) {
        let count = shape.iter().product();
        let numbers = (0..count).map(|_| self.random() as f32 / 32768.0 - 1.0);
        let bytes = numbers.flat_map(f32::to_le_bytes).collect();
        self.tensors.insert(name.to_owned(), Tensor { dtype: "f32", shape: shape.to_vec(), bytes });
    }

    fn table(&mut self, name: &str, rows: usize, columns: usize) {
        let bytes = (0..rows * columns).map(|_| self.random() as u8).collect();
        self.tensors.insert(name.to_owned(), Tensor { dtype: "i8", shape: vec![rows, columns], bytes });
        self.scales(&format!("{name}.scale"), 1, 0.01);
    }

    fn matrix(&mut self, name: &str, rows: usize, columns: usize, has_bias: bool) {
        let bytes = (0..rows * columns).map(|_| self.random() as u8).collect();
        self.tensors.insert(name.to_owned(), Tensor { dtype: "i8", shape: vec![rows, columns], bytes });
        self.scales(&format!("{name}.scale"), rows, 0.02 / (columns as f32).sqrt());
        if has_bias {
            self.floats(&format!("{name}.bias"), &[rows]);
        }
    }

    fn scales(&mut self, name: &str, count: usize, most: f32) {
        let scales = (0..count).map(|_| most * (0.5 + self.random() as f32 / 131_072.0));
        let bytes = scales.flat_map(f32::to_le_bytes).collect();
        self.tensors.insert(name.to_owned(), Tensor { dtype: "f32", shape: vec![count], bytes });
    }

    /// The file.
    pub(super) fn write(&self) -> Vec<u8> {
        let (mut body, mut entries) = (Vec::new(), Vec::new());
        for (name, tensor) in &self.tensors {
            body.resize(body.len().next_multiple_of(64), 0);
            let (dtype, shape) = (tensor.dtype, &tensor.shape);
            entries.push(json!({ "name": name, "dtype": dtype, "shape": shape, "offset": body.len() }));
            body.extend_from_slice(&tensor.bytes);
        }
        let mut header = self.header.clone();
        header["tensors"] = entries.into();
        let header = header.to_string();
        let mut content = header.clone().into_bytes();
        content.resize((48 + content.len()).next_multiple_of(64) - 48, b' ');
        content.extend_from_slice(&body);
        sealed(header.len(), &content)
    }
}

/// A file with this content, whose header is so long.
pub(super) fn sealed(header: usize, content: &[u8]) -> Vec<u8> {
    let mut file = b"RZTAGGER".to_vec();
    file.extend_from_slice(&1_u32.to_le_bytes());
    file.extend_from_slice(&(header as u32).to_le_bytes());
    file.extend_from_slice(&Sha256::digest(content));
    file.extend_from_slice(content);
    file
}

/// Words as the length of what they share with the one before, the length of the rest, and the rest.
pub(super) fn front_coded(words: &[&str]) -> Vec<u8> {
    let (mut bytes, mut before) = (Vec::new(), "");
    for form in words {
        let letters = |word: &str| -> Vec<u8> { word.chars().map(letter).collect() };
        let (word, last) = (letters(form), letters(before));
        let shared = word.iter().zip(last).take_while(|(a, b)| **a == *b).count();
        bytes.extend_from_slice(&[shared as u8, (word.len() - shared) as u8]);
        bytes.extend_from_slice(&word[shared..]);
        before = form;
    }
    bytes
}

fn letter(c: char) -> u8 {
    if c.is_ascii() { c as u8 } else { (u32::from(c) - u32::from('а') + 0xe0) as u8 }
}
