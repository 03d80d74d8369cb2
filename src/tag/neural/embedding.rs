//! What the network knows of a single token: the vectors of its word, its shape, its affixes and its lemma.

use std::ops::Range;

use super::features::{AFFIX_BUCKETS, Features, LEMMA_BUCKETS, Token, Word};
use super::pack::{Pack, PackError, Type};
use super::vocabulary::Vocabulary;

/// Vectors of words, product quantised: each part of a vector is one of 256.
#[derive(Debug, Clone)]
pub(super) struct Words {
    vocabulary: Vocabulary,
    index: Range<usize>,
    books: usize,
    part: usize,
    codes: Vec<f32>,
    unknown: Vec<f32>,
    unknown_before: Vec<f32>,
}

impl Words {
    pub(super) fn read(pack: &Pack) -> Result<Self, PackError> {
        let vocabulary = Vocabulary::read(pack)?;
        let &[books, 256, part] = pack.shape("pq.code")? else {
            let found = pack.shape("pq.code")?;
            return Err(PackError::new(format!("pq.code: expected books of 256 parts, found {found:?}")));
        };
        let rows = pack.rows_and_columns("pq.index")?;
        if rows != (vocabulary.len() + 1, books) {
            let wanted = (vocabulary.len() + 1, books);
            return Err(PackError::new(format!("pq.index: expected the shape {wanted:?}, found {rows:?}")));
        }
        Ok(Self {
            vocabulary,
            index: pack.range("pq.index", Type::U8)?,
            books,
            part,
            codes: pack.floats("pq.code")?,
            unknown: pack.floats_of("unk", books * part)?,
            unknown_before: pack.floats_of("raw_unk", books * part)?,
        })
    }

    /// The length of a vector.
    pub(super) fn width(&self) -> usize {
        self.books * self.part
    }

    /// The row of each word of a text, or of its lemma; 0 where neither is known.
    pub(super) fn rows(&self, pack: &Pack, features: &Features) -> Vec<usize> {
        let row = |word: &Word| match self.vocabulary.row(pack, &word.key) {
            0 => self.vocabulary.row(pack, &word.lemma),
            row => row,
        };
        features.words.iter().map(row).collect()
    }

    /// Appends the vector of a row.
    pub(super) fn extend(&self, pack: &Pack, row: usize, vector: &mut Vec<f32>) {
        match row {
            0 => vector.extend_from_slice(&self.unknown),
            known => self.extend_known(pack, known, vector),
        }
    }

    /// Appends the vector of a row as it was before the tagger was trained, when the unknown word had another.
    pub(super) fn extend_before(&self, pack: &Pack, row: usize, vector: &mut Vec<f32>) {
        match row {
            0 => vector.extend_from_slice(&self.unknown_before),
            known => self.extend_known(pack, known, vector),
        }
    }

    fn extend_known(&self, pack: &Pack, row: usize, vector: &mut Vec<f32>) {
        let start = self.index.start + row * self.books;
        for (book, &code) in pack.bytes(start..start + self.books).iter().enumerate() {
            vector
                .extend_from_slice(&self.codes[(book * 256 + usize::from(code)) * self.part..][..self.part]);
        }
    }
}

/// Vectors of one byte a number, with one scale.
#[derive(Debug, Clone)]
pub(super) struct Table {
    range: Range<usize>,
    rows: usize,
    pub(super) width: usize,
    scale: f32,
}

impl Table {
    /// Reads a table that must have so many rows.
    pub(super) fn read(pack: &Pack, name: &str, wanted: usize) -> Result<Self, PackError> {
        let (rows, width) = pack.rows_and_columns(name)?;
        if rows != wanted {
            return Err(PackError::new(format!("{name}: expected {wanted} rows, found {rows}")));
        }
        let scale = pack.number(&format!("{name}.scale"))?;
        Ok(Self { range: pack.range(name, Type::I8)?, rows, width, scale })
    }

    /// Appends a row; one past the end is like the last.
    pub(super) fn extend(&self, pack: &Pack, row: usize, vector: &mut Vec<f32>) {
        let start = self.range.start + row.min(self.rows - 1) * self.width;
        let bytes = pack.bytes(start..start + self.width);
        vector.extend(bytes.iter().map(|&byte| f32::from(byte as i8) * self.scale));
    }
}

/// The tables of what is learned about parts of words.
#[derive(Debug, Clone)]
pub(super) struct Tables {
    shape: Table,
    affix: Table,
    lemma: Table,
}

impl Tables {
    pub(super) fn read(pack: &Pack) -> Result<Self, PackError> {
        Ok(Self {
            shape: Table::read(pack, "shape", super::features::SHAPES.into())?,
            affix: Table::read(pack, "affix", 7 * AFFIX_BUCKETS as usize)?,
            lemma: Table::read(pack, "lemma", LEMMA_BUCKETS as usize)?,
        })
    }

    /// The length of what [`Self::extend`] appends.
    pub(super) fn width(&self) -> usize {
        self.shape.width + 1 + 7 * self.affix.width + self.lemma.width
    }

    /// Appends shape, whether the token is glued to the one before, affixes and lemma.
    pub(super) fn extend(&self, pack: &Pack, features: &Features, token: &Token, vector: &mut Vec<f32>) {
        let word = &features.words[token.word as usize];
        self.shape.extend(pack, token.shape.into(), vector);
        vector.push(f32::from(u8::from(token.glued)));
        for (affix, bucket) in word.affixes.iter().enumerate() {
            self.affix.extend(pack, affix * AFFIX_BUCKETS as usize + usize::from(*bucket), vector);
        }
        self.lemma.extend(pack, word.lemma_bucket.into(), vector);
    }
}
