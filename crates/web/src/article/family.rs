//! Nine families of kinds: each has one hue and one shape of underline.

use razmetka::document::Kind;

/// The class that `kinds.css` colours.
pub(crate) fn family(kind: Kind) -> &'static str {
    match kind {
        Kind::Person | Kind::Family => "people",
        Kind::Profession | Kind::Nationality => "roles",
        Kind::Organization => "organisations",
        Kind::City
        | Kind::Country
        | Kind::StateOrProvince
        | Kind::District
        | Kind::Location
        | Kind::Facility => "places",
        Kind::Date | Kind::Time => "dates",
        Kind::Money | Kind::Percent | Kind::Number | Kind::Ordinal | Kind::Age | Kind::Quantity => "figures",
        Kind::Law | Kind::Crime | Kind::Penalty => "laws",
        Kind::Event | Kind::Product | Kind::WorkOfArt | Kind::Award => "works",
        Kind::Language | Kind::Religion | Kind::Ideology | Kind::Disease => "ideas",
    }
}
