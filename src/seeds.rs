//! The lists of `seeds/lexicon`, which `build.rs` packs into the program with PPMd (variant H, by Dmitry Shkarin):
//! it predicts each byte from those before it and leaves two thirds of what gzip does.

use std::io::Read;
use std::sync::LazyLock;

use ppmd_rust::Ppmd7Decoder;

/// Lists that were packed together.
struct Pack {
    /// How many bytes before it predict a byte.
    order: u32,
    /// Of the text, in bytes.
    length: usize,
    bytes: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// Texts in the order of `PACKS`: a zero stands after each name and each list.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| PACKS.iter().map(unpack).collect());

/// The rows of `seeds/lexicon/NAME.tsv` after a line that is `#` alone.
///
/// # Panics
///
/// Where there is no such list.
pub(crate) fn list(name: &str) -> &'static str {
    let mut lists = TEXTS.iter().flat_map(|text| pairs(text));
    lists.find(|(found, _)| *found == name).expect("every list that is asked for is in the repository").1
}

fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut parts = text.split_terminator('\0');
    std::iter::from_fn(move || parts.next().zip(parts.next()))
}

fn unpack(pack: &Pack) -> String {
    let mut text = vec![0; pack.length];
    Ppmd7Decoder::new(pack.bytes, pack.order, MEMORY)
        .expect("the encoder took the same order and memory")
        .read_exact(&mut text)
        .expect("the pack has so many bytes");
    String::from_utf8(text).expect("only text was packed")
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests read files")]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_unpacked_as_it_was() {
        let mut count = 0;
        for file in std::fs::read_dir("seeds/lexicon").unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "tsv") {
                let text = std::fs::read_to_string(&path).unwrap();
                let name = path.file_stem().unwrap().to_str().unwrap();
                assert_eq!(
                    list(name).split_once('\n').unwrap().1,
                    text.split_once('\n').unwrap().1,
                    "{name}"
                );
                count += 1;
            }
        }
        assert_eq!(count, TEXTS.iter().flat_map(|text| pairs(text)).count());
    }
}
