use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::driver::program;
use crate::path_in_npm;

/// What [Lighthouse](https://developer.chrome.com/docs/lighthouse) says of a page. It starts a
/// Chromium of its own.
pub struct Lighthouse(Value);

impl Lighthouse {
    /// Has it look at the page at `address`, for these categories of its own.
    pub fn look(address: &str, categories: &[&str]) -> Result<Self> {
        let output = Command::new("node")
            .arg(path_in_npm("lighthouse/cli/index.js")?)
            .arg(address)
            .args(["--output=json", "--quiet", "--no-enable-error-reporting"])
            .arg(format!("--only-categories={}", categories.join(",")))
            // It reads colours as they are just then, so that nothing may be half faded in.
            .arg("--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --force-prefers-reduced-motion")
            .env("CHROME_PATH", program("CHROMIUM")?)
            .output()
            .context("node could not be started")?;
        ensure!(
            output.status.success(),
            "Lighthouse has failed: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let report = serde_json::from_slice(&output.stdout);
        Ok(Self(report.context("Lighthouse has not written JSON")?))
    }

    /// Its score in a category, out of 100.
    pub fn score(&self, category: &str) -> Result<f64> {
        let score = self.0["categories"][category]["score"].as_f64();
        Ok(100.0 * score.with_context(|| format!("Lighthouse gives no score in {category}"))?)
    }

    /// The audits of a category that cost it something, and what they say.
    pub fn objections(&self, category: &str) -> Vec<String> {
        let audits = self.0["categories"][category]["auditRefs"].as_array();
        let audits = audits.into_iter().flatten();
        audits
            .filter(|audit| audit["weight"].as_f64() > Some(0.0))
            .filter_map(|audit| self.0["audits"].get(audit["id"].as_str()?))
            .filter(|audit| audit["score"].as_f64().is_some_and(|score| score < 1.0))
            .map(|audit| format!("{}: {}", audit["id"], audit["title"]))
            .collect()
    }
}
