//! What must not reach a reader's browser, by what `Cargo.lock` says: whatever the target, whatever
//! the features.

use std::collections::{BTreeMap, BTreeSet};

/// The packages by their names, each with those that it depends on.
fn packages() -> BTreeMap<&'static str, Vec<&'static str>> {
    let lock = include_str!("../../../Cargo.lock");
    let package = |block: &'static str| {
        let quoted = |line: &'static str| line.split('"').nth(1);
        let name = block.lines().find(|line| line.starts_with("name = "));
        let others = block.lines().filter(|line| line.starts_with(" \""));
        // A version may follow the name.
        let others = others.filter_map(|line| quoted(line)?.split(' ').next());
        Some((quoted(name?)?, others.collect::<Vec<_>>()))
    };
    let mut packages: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (name, others) in lock.split("[[package]]").filter_map(package) {
        packages.entry(name).or_default().extend(others);
    }
    packages
}

/// A package and all that it depends on.
fn reach(root: &'static str) -> BTreeSet<&'static str> {
    let packages = packages();
    let mut reached = BTreeSet::new();
    let mut left = vec![root];
    while let Some(name) = left.pop() {
        if reached.insert(name) {
            left.extend(&packages[name]);
        }
    }
    reached
}

#[test]
fn what_verifies_signatures_stays_at_the_desk() {
    assert!(reach("reportage-press").contains("c2pa"));
    for program in ["reportage-viewer", "reportage-tools"] {
        let reached = reach(program);
        assert!(reached.contains("reportage-view"), "{program}");
        for desk in ["c2pa", "reportage-press", "x509-parser"] {
            assert!(!reached.contains(desk), "{program} reaches {desk}");
        }
    }
}
