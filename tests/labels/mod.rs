//! What rules and tagger find in many texts, as one number: the same natively and in WebAssembly.

use razmetka::lexicon::Lexicon;
use razmetka::segment;
use razmetka::tag::neural::Tagger;
use razmetka::tag::{self, Context, Finders};

/// Where the numbers are kept, from the root of the repository.
pub(crate) const GOLDEN: &str = "tests/golden/labels.txt";
/// The weights that ship.
pub(crate) const PACK: &str = "seeds/model/tagger.pack";
/// Texts whose labels are compared: the samples, and NEREL's dev texts where they lie beside the repository.
pub(crate) const FOLDERS: [&str; 2] = ["seeds/articles", "../shared/data/nerel/dev"];

/// A line of [`GOLDEN`]: the folder, how many mentions its texts have, and a digest of spans, kinds and scores to
/// the last bit.
pub(crate) fn line(
    folder: &str,
    (tagger, lexicon): (&Tagger, &Lexicon),
    texts: impl IntoIterator<Item = String>,
) -> String {
    let (mut digest, mut count) = (0xcbf2_9ce4_8422_2325_u64, 0);
    for text in texts {
        let tokens = segment::tokens(&text);
        let context = Context::new(&text, (&tokens, &[], &[]), lexicon, None);
        for mention in tag::mentions(&context, Some(tagger), Finders::Both) {
            let label = format!("{:?} {:?} {:?}\n", mention.span, mention.kind, mention.origin);
            // FNV-1a (Fowler, Noll, Vo).
            digest = label
                .bytes()
                .fold(digest, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
            count += 1;
        }
    }
    format!("{folder} {count} {digest:016x}")
}

/// Compares the lines of the folders that are there with those that are kept.
pub(crate) fn compare(golden: &str, found: &[String]) {
    for line in found {
        let folder = line.split(' ').next().unwrap_or_default();
        let kept = golden.lines().find(|kept| kept.split(' ').next() == Some(folder));
        assert_eq!(Some(line.as_str()), kept, "labels of {folder}; UPDATE_GOLDEN=1 natively writes new ones");
    }
}
