//! When a picture was signed, by a time stamp. No crate makes those; so a picture that bears one
//! is checked in, with the certificates of whoever vouches for its signer and of whoever vouches
//! for the maker of the stamp. They run out in a hundred years.

use std::fs;
use std::path::Path;
use std::process::Command;

use c2pa::{BoxedSigner, Signer, SigningAlg};
use reportage_press::credentials::Verifier;
use serde_json::json;

use super::signing::{builder, created, jpeg, put_down};
use super::told;

const PICTURE: &[u8] = include_bytes!("stamped.jpg");
const SIGNERS: &str = include_str!("stamped-signer.pem");
const STAMPERS: &str = include_str!("stamped-time.pem");

#[test]
fn the_day_is_told_if_somebody_trusted_vouches_for_the_time_stamp_too() {
    let both = Verifier::trusting(&[SIGNERS, STAMPERS].concat()).expect("certificates");
    let day = "2026-11-29";
    let (known, line) = told(PICTURE, both);
    assert_eq!(
        known,
        json!({ "validationState": "trusted", "signer": "Example Cameras", "dateSigned": day })
    );
    assert_eq!(
        line,
        "The original’s Content Credentials are intact, signed by <bdi>Example Cameras</bdi>, \
         29 November 2026.</span>"
    );
}

#[test]
fn a_time_stamp_for_which_nobody_vouches_tells_no_day() {
    let signers = Verifier::trusting(SIGNERS).expect("certificates");
    assert_eq!(
        told(PICTURE, signers).0,
        json!({ "validationState": "trusted", "signer": "Example Cameras" })
    );
    // Nor does one on what a stranger has signed.
    let stampers = Verifier::trusting(STAMPERS).expect("certificates");
    assert_eq!(
        told(PICTURE, stampers).0,
        json!({ "validationState": "valid" })
    );
}

/// How the files are made, by OpenSSL: two authorities, and what each of them vouches for.
const SCRIPT: &str = r#"
authority() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -sha256 \
        -subj "/O=$2/CN=$2" -addext keyUsage=critical,keyCertSign -keyout $1-ca.key -out $1-ca.pem
}
certificate() {
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/O=$2/CN=$2" -keyout $1.key -out $1.csr
    printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=%s\nauthorityKeyIdentifier=keyid\nsubjectKeyIdentifier=hash\n' "$3" > $1.ext
    openssl x509 -req -in $1.csr -CA $1-ca.pem -CAkey $1-ca.key -CAcreateserial -days 36500 -sha256 -extfile $1.ext -out $1.pem
    cat $1.pem $1-ca.pem > $1-chain.pem
    openssl pkcs8 -topk8 -nocrypt -in $1.key -out $1.pk8
}
authority signer 'Example Camera Authority'
certificate signer 'Example Cameras' emailProtection
authority time 'Example Time Authority'
certificate time 'Example Times' critical,timeStamping
printf '[tsa]\ndefault_tsa=t\n[t]\nserial=serial\ndefault_policy=1.2.3.4\ndigests=sha256,sha384,sha512\nsigner_digest=sha256\ness_cert_id_alg=sha256\naccuracy=secs:1\n' > tsa.cnf
echo 01 > serial
"#;

/// One who signs, and has the signature stamped.
struct Stamped<'a> {
    signer: BoxedSigner,
    folder: &'a Path,
}

impl Signer for Stamped<'_> {
    fn sign(&self, data: &[u8]) -> c2pa::Result<Vec<u8>> {
        self.signer.sign(data)
    }

    fn alg(&self) -> SigningAlg {
        self.signer.alg()
    }

    fn certs(&self) -> c2pa::Result<Vec<Vec<u8>>> {
        self.signer.certs()
    }

    fn reserve_size(&self) -> usize {
        20_000
    }

    fn send_timestamp_request(&self, message: &[u8]) -> Option<c2pa::Result<Vec<u8>>> {
        let query = self.timestamp_request_body(message).expect("a query");
        fs::write(self.folder.join("query"), query).expect("there is room");
        run(
            self.folder,
            "openssl ts -reply -config tsa.cnf -section t -queryfile query -signer time.pem -inkey time.key -chain time-ca.pem -out reply",
        );
        Some(Ok(fs::read(self.folder.join("reply")).expect("a reply")))
    }
}

fn run(folder: &Path, script: &str) {
    let done = Command::new("sh")
        .args(["-ec", script])
        .current_dir(folder)
        .status()
        .expect("there is a shell");
    assert!(done.success(), "{script}");
}

#[test]
#[ignore = "makes the checked-in files anew, by OpenSSL's command line; the day above is then another"]
fn make() {
    let folder = tempfile::tempdir().expect("there is room");
    let folder = folder.path();
    run(folder, SCRIPT);
    let read = |name: &str| fs::read(folder.join(name)).expect("it was made");
    let signer = c2pa::create_signer::from_keys(
        &read("signer-chain.pem"),
        &read("signer.pk8"),
        SigningAlg::Es256,
        None,
    );
    let signer = Stamped {
        signer: signer.expect("they are keys"),
        folder,
    };
    let picture = put_down(&signer, &jpeg(1), builder(created("digitalCapture")), &[]);
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/publish/credentials");
    for (name, bytes) in [
        ("stamped.jpg", picture),
        ("stamped-signer.pem", read("signer-ca.pem")),
        ("stamped-time.pem", read("time-ca.pem")),
    ] {
        fs::write(here.join(name), bytes).expect("there is room");
    }
}
