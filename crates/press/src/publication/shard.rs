use std::str::FromStr;

use super::Source;

/// A part of many stories: `2/8` is the second of eight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    number: usize,
    total: usize,
}

impl Shard {
    /// The stories of this part. Every story is in one part and in one only.
    pub fn of(self, sources: &[Source]) -> Vec<Source> {
        sources
            .iter()
            .skip(self.number - 1)
            .step_by(self.total)
            .cloned()
            .collect()
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/');
        let numbers =
            parts.and_then(|(number, total)| Some((number.parse().ok()?, total.parse().ok()?)));
        match numbers {
            Some((number, total)) if 1 <= number && number <= total => Ok(Self { number, total }),
            _ => Err("it has to be like 2/8, the second part of eight".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_story_is_in_one_part() {
        let sources: Vec<_> = (0..10)
            .map(|number| Source {
                name: number.to_string(),
                path: "".into(),
            })
            .collect();
        let mut all: Vec<_> = ["1/3", "2/3", "3/3"]
            .iter()
            .flat_map(|shard| shard.parse::<Shard>().expect("it is one").of(&sources))
            .map(|source| source.name)
            .collect();
        all.sort();
        let names: Vec<_> = sources.into_iter().map(|source| source.name).collect();
        assert_eq!(all, names);
    }

    #[test]
    fn a_part_that_there_is_not_is_refused() {
        for wrong in ["", "1", "0/3", "4/3", "1/0", "a/b", "1/3/5", "-1/3"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
