//! Sorts the code of a WebAssembly module by what its bytes mean, before it is packed: names of instructions beside each
//! other, numbers of variables beside each other, and so on. A tenth less is left of them.
//!
//! `crates/web/unpack.js` puts them together again, and names the streams in the same order.

use anyhow::{Context, Result, ensure};

/// What is sorted apart.
#[derive(Clone, Copy)]
#[repr(usize)]
enum Stream {
    /// The module before its code, and after.
    Before,
    After,
    /// How many functions there are, and the variables of each.
    Variables,
    Instructions,
    /// Which variable is read, written, and written while it is kept: how many others were used since.
    Read,
    Written,
    Kept,
    Branches,
    Calls,
    /// Whole numbers of 32 and 64 bits.
    Numbers,
    LongNumbers,
    Blocks,
    /// How an access to memory is aligned, against what is usual; and where it is.
    Alignments,
    Offsets,
    /// Floats, vectors and lanes.
    Raw,
    Others,
}

/// How many streams there are.
const STREAMS: usize = Stream::Others as usize + 1;
/// The number of the section that has the code.
const CODE: u8 = 10;

/// The streams one after the other, with the length of each before them.
pub(crate) fn split(module: &[u8]) -> Result<Vec<u8>> {
    let (before, code, after) = sections(module)?;
    let mut streams = Streams::default();
    streams.extend(Stream::Before, before);
    streams.extend(Stream::After, after);
    let mut reader = Reader { rest: code };
    let functions = streams.number(Stream::Variables, &mut reader)?;
    for _ in 0..functions {
        let (size, _) = reader.number()?;
        streams.function(reader.take(size as usize)?)?;
    }
    ensure!(reader.rest.is_empty(), "bytes after the last function");
    let lengths = streams.0.iter().map(|stream| stream.len() as u32);
    let lengths: Vec<u8> = lengths.flat_map(u32::to_le_bytes).collect();
    Ok([lengths, streams.0.concat()].concat())
}

/// What stands before the size of the code section, what is in the section, and what stands after it.
fn sections(module: &[u8]) -> Result<(&[u8], &[u8], &[u8])> {
    let mut reader = Reader { rest: module };
    reader.take(8)?;
    loop {
        let number = reader.byte()?;
        let before = &module[..module.len() - reader.rest.len()];
        let (size, _) = reader.number()?;
        let inside = reader.take(size as usize)?;
        if number == CODE {
            return Ok((before, inside, reader.rest));
        }
    }
}

#[derive(Default)]
struct Streams([Vec<u8>; STREAMS]);

impl Streams {
    fn extend(&mut self, stream: Stream, bytes: &[u8]) {
        self.0[stream as usize].extend_from_slice(bytes);
    }

    /// Moves a number as it is written.
    fn number(&mut self, stream: Stream, reader: &mut Reader<'_>) -> Result<u32> {
        let (number, bytes) = reader.number()?;
        self.extend(stream, bytes);
        Ok(number)
    }

    fn raw(&mut self, reader: &mut Reader<'_>, count: usize) -> Result<()> {
        self.extend(Stream::Raw, reader.take(count)?);
        Ok(())
    }

    fn function(&mut self, body: &[u8]) -> Result<()> {
        let mut reader = Reader { rest: body };
        for _ in 0..self.number(Stream::Variables, &mut reader)? {
            self.number(Stream::Variables, &mut reader)?;
            self.extend(Stream::Variables, &[reader.byte()?]);
        }
        let mut used = Vec::new();
        let mut depth = 1;
        while depth > 0 {
            let instruction = reader.byte()?;
            self.extend(Stream::Instructions, &[instruction]);
            match instruction {
                0x02..=0x04 => depth += 1,
                0x0b => depth -= 1,
                _ => (),
            }
            self.after(instruction, &mut reader, &mut used)?;
        }
        ensure!(reader.rest.is_empty(), "a function goes on after its end");
        Ok(())
    }

    /// What follows an instruction.
    fn after(&mut self, instruction: u8, reader: &mut Reader<'_>, used: &mut Vec<u32>) -> Result<()> {
        match instruction {
            0x02..=0x04 => drop(self.number(Stream::Blocks, reader)?),
            0x0c | 0x0d => drop(self.number(Stream::Branches, reader)?),
            0x0e => {
                for _ in 0..=self.number(Stream::Branches, reader)? {
                    self.number(Stream::Branches, reader)?;
                }
            }
            0x10 => drop(self.number(Stream::Calls, reader)?),
            0x11 => self.others(reader, 2)?,
            0x20 => self.variable(Stream::Read, reader, used)?,
            0x21 => self.variable(Stream::Written, reader, used)?,
            0x22 => self.variable(Stream::Kept, reader, used)?,
            0x23..=0x26 | 0x3f | 0x40 | 0xd0 | 0xd2 => self.others(reader, 1)?,
            0x28..=0x3e => self.memory(reader, usual_alignment(instruction))?,
            0x41 => drop(self.number(Stream::Numbers, reader)?),
            0x42 => drop(self.number(Stream::LongNumbers, reader)?),
            0x43 => self.raw(reader, 4)?,
            0x44 => self.raw(reader, 8)?,
            0xfc => {
                let count = match self.number(Stream::Instructions, reader)? {
                    0..=7 => 0,
                    8 | 10 | 12 | 14 => 2,
                    9 | 11 | 13 | 15..=17 => 1,
                    other => return Err(unknown(&[0xfc, other])),
                };
                self.others(reader, count)?;
            }
            0xfd => self.vector(reader)?,
            0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => (),
            other => return Err(unknown(&[other.into()])),
        }
        Ok(())
    }

    fn vector(&mut self, reader: &mut Reader<'_>) -> Result<()> {
        match self.number(Stream::Instructions, reader)? {
            0..=11 | 92 | 93 => self.others(reader, 2),
            12 | 13 => self.raw(reader, 16),
            21..=34 => self.raw(reader, 1),
            84..=91 => {
                self.others(reader, 2)?;
                self.raw(reader, 1)
            }
            // All others have nothing after them, those of relaxed arithmetic included.
            _ => Ok(()),
        }
    }

    fn others(&mut self, reader: &mut Reader<'_>, count: usize) -> Result<()> {
        (0..count).try_for_each(|_| self.number(Stream::Others, reader).map(drop))
    }

    /// A variable by its place among all, the last used first.
    fn variable(&mut self, stream: Stream, reader: &mut Reader<'_>, used: &mut Vec<u32>) -> Result<()> {
        let (variable, _) = reader.number()?;
        used.extend(used.len() as u32..=variable);
        let place = used.iter().position(|other| *other == variable).context("all are there")?;
        used[..=place].rotate_right(1);
        self.extend(stream, &number_bytes(place as u32));
        Ok(())
    }

    fn memory(&mut self, reader: &mut Reader<'_>, usual: u8) -> Result<()> {
        let alignment = reader.byte()?;
        ensure!(alignment < 16, "an access to another memory than the first");
        self.extend(Stream::Alignments, &[alignment ^ usual]);
        self.number(Stream::Offsets, reader).map(drop)
    }
}

fn unknown(instruction: &[u32]) -> anyhow::Error {
    anyhow::anyhow!("the instruction {instruction:x?} is not known to `split.rs`")
}

/// The alignment of what an access to memory reads or writes, as a power of two.
fn usual_alignment(instruction: u8) -> u8 {
    const USUAL: &[u8; 23] = b"23230011001122323010122";
    USUAL[usize::from(instruction - 0x28)] - b'0'
}

/// A number in bytes of seven bits.
fn number_bytes(mut number: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number >= 128 {
        bytes.push(number as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

struct Reader<'m> {
    rest: &'m [u8],
}

impl<'m> Reader<'m> {
    fn take(&mut self, count: usize) -> Result<&'m [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count).context("the module ends too soon")?;
        self.rest = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    /// A number in bytes of seven bits, and those bytes; of longer ones than 32 bits only the bytes count.
    fn number(&mut self) -> Result<(u32, &'m [u8])> {
        let length = self.rest.iter().take_while(|byte| **byte >= 128).count() + 1;
        let bytes = self.take(length)?;
        let parts = bytes.iter().rev().map(|byte| u32::from(byte & 127));
        Ok((parts.fold(0, |number, part| number << 7 | part), bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_an_instruction_are_sorted() {
        // One function: two reads of variable 1, a load, an end.
        let body = [0, 0x20, 1, 0x20, 1, 0x28, 2, 8, 0x0b];
        let code = [&[1, body.len() as u8], body.as_slice()].concat();
        let module = [b"\0asm\x01\0\0\0\x0a".as_slice(), &[code.len() as u8], &code, &[11, 1, 0]].concat();
        let split = split(&module).unwrap();
        let (lengths, rest) = split.split_at(4 * STREAMS);
        let mut rest = rest;
        let streams: Vec<&[u8]> = lengths
            .chunks(4)
            .map(|length| {
                let (stream, after) = rest.split_at(usize::from(length[0]));
                rest = after;
                stream
            })
            .collect();
        assert_eq!(streams[Stream::Before as usize], b"\0asm\x01\0\0\0\x0a");
        assert_eq!(streams[Stream::After as usize], [11, 1, 0]);
        assert_eq!(streams[Stream::Variables as usize], [1, 0]);
        assert_eq!(streams[Stream::Instructions as usize], [0x20, 0x20, 0x28, 0x0b]);
        assert_eq!(streams[Stream::Read as usize], [1, 0]);
        assert_eq!(streams[Stream::Alignments as usize], [0]);
        assert_eq!(streams[Stream::Offsets as usize], [8]);
    }

    #[test]
    fn what_is_not_known_is_refused() {
        let module = b"\0asm\x01\0\0\0\x0a\x05\x01\x03\0\x06\x0b";
        assert!(split(module).unwrap_err().to_string().contains('6'));
    }
}
