//! The file of the tagger: a header that says what is in it, and tensors.
//!
//! `RZTAGGER`, the protocol, the length of the header, the SHA-256 of all that follows (little endian), the header
//! as JSON, and the tensors, each at a multiple of 64 bytes from the body's beginning, which is one from the file's.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use sha2::{Digest as _, Sha256};

use crate::json::Json;

/// The only protocol that this program reads.
pub(super) const PROTOCOL: u32 = 1;
/// What every pack begins with.
const MAGIC: &[u8; 8] = b"RZTAGGER";
/// Where the header begins: after the magic, the protocol, its length and the digest.
const PREAMBLE: usize = 8 + 4 + 4 + 32;
/// What tensors and the body are aligned to.
const ALIGNMENT: usize = 64;

/// Why bytes are no tagger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackError(String);

impl PackError {
    /// An error in words: lower case, what was expected and what was found.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PackError {}

/// What a pack says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// Its name, which documents carry that were made with it.
    pub id: String,
    /// The public names of the kinds; class 0 is none of them.
    pub kinds: Vec<String>,
    /// What the features must be like.
    pub features: FeatureSizes,
    /// The longest mention, in tokens.
    pub width: usize,
    /// Added to every margin.
    pub bias: f32,
    /// Margins, rising, and the share of mentions with such a margin that are right.
    pub calibration: Vec<(f32, f32)>,
    /// Licences of what it was made from.
    pub licences: Vec<String>,
    tensors: Vec<Entry>,
}

/// Sizes of the features that a pack was learned on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeatureSizes {
    /// Buckets of each affix hash.
    pub affix_buckets: u32,
    /// Buckets of the lemma hash.
    pub lemma_buckets: u32,
    /// Bits of grammar.
    pub gram: u32,
    /// The version of the features.
    pub version: u32,
    /// The kinds of the rules' mentions that the network sees.
    pub rule_kinds: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
struct Entry {
    name: String,
    dtype: Type,
    shape: Vec<usize>,
    offset: usize,
}

/// What a tensor is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    I8,
    U8,
    U16,
    I32,
    F32,
}

impl Type {
    const fn size(self) -> usize {
        match self {
            Self::I8 | Self::U8 => 1,
            Self::U16 => 2,
            Self::I32 | Self::F32 => 4,
        }
    }
}

/// What is done with the digest of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Digest {
    /// It is compared.
    Compare,
    /// It was compared already.
    Trust,
}

/// Checked bytes with their header.
#[derive(Debug, Clone)]
pub(super) struct Pack {
    bytes: Cow<'static, [u8]>,
    /// What it says of itself.
    pub header: Header,
    tensors: BTreeMap<String, Tensor>,
}

/// Where a tensor lies in its pack.
#[derive(Debug, Clone, PartialEq)]
struct Tensor {
    kind: Type,
    shape: Vec<usize>,
    range: Range<usize>,
}

impl Pack {
    /// Reads a pack.
    ///
    /// # Errors
    /// If the bytes are no pack, one of another protocol, cut or changed, or say what cannot be.
    pub(super) fn read(bytes: impl Into<Cow<'static, [u8]>>, digest: Digest) -> Result<Self, PackError> {
        let bytes = bytes.into();
        let (header, start) = open(&bytes, digest)?;
        let mut tensors = BTreeMap::new();
        for entry in &header.tensors {
            let tensor = place(entry, start, bytes.len())?;
            if tensors.insert(entry.name.clone(), tensor).is_some() {
                return Err(PackError::new(format!("tensor {} stands twice in the pack", entry.name)));
            }
        }
        Ok(Self { bytes, header, tensors })
    }

    /// Whether there is a tensor of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.tensors.contains_key(name)
    }

    /// The shape of a tensor.
    pub(crate) fn shape(&self, name: &str) -> Result<&[usize], PackError> {
        Ok(&self.tensor(name)?.shape)
    }

    /// The shape of a tensor of two dimensions.
    pub(crate) fn rows_and_columns(&self, name: &str) -> Result<(usize, usize), PackError> {
        match self.shape(name)? {
            &[rows, columns] => Ok((rows, columns)),
            other => Err(PackError::new(format!("{name}: expected two dimensions, found {other:?}"))),
        }
    }

    /// The numbers of a tensor; all are finite.
    pub(crate) fn floats(&self, name: &str) -> Result<Vec<f32>, PackError> {
        let (bytes, _) = self.typed(name, Type::F32)?.as_chunks();
        let numbers: Vec<f32> = bytes.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect();
        if numbers.iter().all(|number| number.is_finite()) {
            Ok(numbers)
        } else {
            Err(PackError::new(format!("{name}: has a number that is not finite")))
        }
    }

    /// The one number of a tensor.
    pub(crate) fn number(&self, name: &str) -> Result<f32, PackError> {
        match self.floats(name)?.as_slice() {
            &[number] => Ok(number),
            other => Err(PackError::new(format!("{name}: expected one number, found {}", other.len()))),
        }
    }

    /// The numbers of a tensor of a known size.
    pub(crate) fn floats_of(&self, name: &str, size: usize) -> Result<Vec<f32>, PackError> {
        let numbers = self.floats(name)?;
        if numbers.len() == size {
            Ok(numbers)
        } else {
            Err(PackError::new(format!("{name}: expected {size} numbers, found {}", numbers.len())))
        }
    }

    /// The small integers of a tensor.
    pub(crate) fn integers(&self, name: &str) -> Result<Vec<i8>, PackError> {
        Ok(self.typed(name, Type::I8)?.iter().map(|&byte| byte as i8).collect())
    }

    /// Where the bytes of a tensor lie, for [`Self::bytes`].
    pub(crate) fn range(&self, name: &str, kind: Type) -> Result<Range<usize>, PackError> {
        self.typed(name, kind)?;
        Ok(self.tensor(name)?.range.clone())
    }

    /// Bytes of a range of the pack; none where it is not one.
    pub(crate) fn bytes(&self, range: Range<usize>) -> &[u8] {
        self.bytes.get(range).unwrap_or_default()
    }

    fn typed(&self, name: &str, kind: Type) -> Result<&[u8], PackError> {
        let tensor = self.tensor(name)?;
        if tensor.kind != kind {
            let message = format!("{name}: expected numbers of type {kind:?}, found {:?}", tensor.kind);
            return Err(PackError::new(message));
        }
        Ok(self.bytes(tensor.range.clone()))
    }

    fn tensor(&self, name: &str) -> Result<&Tensor, PackError> {
        self.tensors.get(name).ok_or_else(|| PackError::new(format!("the pack has no tensor {name}")))
    }
}

/// The header of a pack and where its body begins.
fn open(bytes: &[u8], compare: Digest) -> Result<(Header, usize), PackError> {
    let Some((magic, rest)) = bytes.split_first_chunk() else {
        return Err(PackError::new("not a tagger's pack: too short"));
    };
    if magic != MAGIC {
        return Err(PackError::new("not a tagger's pack: it begins with other bytes"));
    }
    let cut = || PackError::new("the pack is cut short");
    let (protocol, rest) = rest.split_first_chunk().ok_or_else(cut)?;
    let protocol = u32::from_le_bytes(*protocol);
    if protocol != PROTOCOL {
        let message = format!("the pack is of protocol {protocol}; this program reads {PROTOCOL}");
        return Err(PackError::new(message));
    }
    let (length, rest) = rest.split_first_chunk().ok_or_else(cut)?;
    let (digest, content) = rest.split_first_chunk::<32>().ok_or_else(cut)?;
    if compare == Digest::Compare && sha256(content) != *digest {
        return Err(PackError::new("the pack is cut short or changed: its digest is another"));
    }
    let length = u32::from_le_bytes(*length) as usize;
    let header = content.get(..length).ok_or_else(cut)?;
    let header = read_header(header)
        .map_err(|what| PackError::new(format!("the pack's header cannot be read: {what}")))?;
    Ok((header, (PREAMBLE + length).next_multiple_of(ALIGNMENT)))
}

/// The SHA-256, piece by piece: a browser compiles well what is called often, not one call that lasts.
fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    bytes.chunks(1 << 15).for_each(|piece| hash.update(piece));
    hash.finalize().into()
}

/// The header in its JSON; an error names what is not as it must be.
fn read_header(bytes: &[u8]) -> Result<Header, &'static str> {
    let json = std::str::from_utf8(bytes).ok().and_then(Json::read).ok_or("it is no JSON")?;
    let features = json.get("features").ok_or("features")?;
    let size = |name| features.get(name).and_then(whole).ok_or(name);
    let tensors: Option<Vec<Entry>> =
        json.get("tensors").ok_or("tensors")?.items().iter().map(entry).collect();
    let number = |json: Option<&Json>| json?.as_f64().map(|number| number as f32);
    let step = |json: &Json| Some((number(json.items().first())?, number(json.items().get(1))?));
    let calibration =
        json.get("calibration").ok_or("calibration")?.items().iter().map(step).collect::<Option<_>>();
    Ok(Header {
        id: json.get("id").and_then(Json::as_str).ok_or("id")?.to_owned(),
        kinds: json.get("kinds").and_then(names).ok_or("kinds")?,
        features: FeatureSizes {
            affix_buckets: size("affix_buckets")?,
            lemma_buckets: size("lemma_buckets")?,
            gram: size("gram")?,
            version: size("version")?,
            rule_kinds: features.get("rule_kinds").and_then(names).ok_or("rule_kinds")?,
        },
        width: json.get("width").and_then(whole).ok_or("width")?,
        bias: number(json.get("bias")).ok_or("bias")?,
        calibration: calibration.ok_or("calibration")?,
        licences: json.get("licences").map_or(Some(Vec::new()), names).ok_or("licences")?,
        tensors: tensors.ok_or("tensors")?,
    })
}

fn whole<T: TryFrom<u64>>(json: &Json) -> Option<T> {
    json.as_u64()?.try_into().ok()
}

fn names(json: &Json) -> Option<Vec<String>> {
    json.items().iter().map(|name| name.as_str().map(str::to_owned)).collect()
}

fn entry(json: &Json) -> Option<Entry> {
    let sides = json.get("shape")?.items().iter();
    Some(Entry {
        name: json.get("name")?.as_str()?.to_owned(),
        dtype: match json.get("dtype")?.as_str()? {
            "i8" => Type::I8,
            "u8" => Type::U8,
            "u16" => Type::U16,
            "i32" => Type::I32,
            "f32" => Type::F32,
            _ => return None,
        },
        shape: sides.map(whole).collect::<Option<_>>()?,
        offset: whole(json.get("offset")?)?,
    })
}

fn place(entry: &Entry, start: usize, end: usize) -> Result<Tensor, PackError> {
    let wrong = |what: &str| PackError::new(format!("{}: {what}", entry.name));
    if !entry.offset.is_multiple_of(ALIGNMENT) {
        return Err(wrong("does not begin at a multiple of 64 bytes"));
    }
    let size = entry.shape.iter().try_fold(entry.dtype.size(), |size, &side| size.checked_mul(side));
    let first = start.checked_add(entry.offset);
    let range = first.zip(size).and_then(|(first, size)| Some(first..first.checked_add(size)?));
    let range = range.filter(|range| range.end <= end).ok_or_else(|| wrong("lies outside the pack"))?;
    Ok(Tensor { kind: entry.dtype, shape: entry.shape.clone(), range })
}
