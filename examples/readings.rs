//! Prints the readings of the words given as arguments.
#![expect(clippy::print_stdout, reason = "an example")]

use razmetka::lexicon::Lexicon;

fn main() {
    let lexicon = Lexicon::embedded();
    for word in std::env::args().skip(1) {
        println!("{word}");
        for r in lexicon.readings(&word) {
            println!(
                "  {:.3} {} {:?} {:?} {:?} {:?} {}{:?} {}",
                r.score,
                r.lemma,
                r.part,
                r.case,
                r.number,
                r.gender,
                if r.animate { "animate " } else { "" },
                r.name,
                if r.known { "" } else { "guessed" }
            );
        }
    }
}
