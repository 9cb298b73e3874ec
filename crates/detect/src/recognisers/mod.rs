//! Every recogniser, one small file each. How to add one is told in the README of this crate.

mod at;
mod au;
mod be;
mod br;
mod ca;
mod ch;
mod cn;
mod de;
mod dk;
mod es;
mod fi;
mod fr;
mod generic;
mod ie;
mod india;
mod it;
mod jp;
mod kr;
mod mx;
mod ng;
mod nl;
mod no;
mod ph;
mod pl;
mod pt;
mod se;
mod sg;
mod th;
mod tr;
mod uk;
mod us;
mod za;

use crate::recogniser::Recogniser;

/// All recognisers in a fixed order: those of no country first.
pub(crate) fn all() -> Vec<&'static Recogniser> {
    [
        generic::ALL,
        at::ALL,
        au::ALL,
        be::ALL,
        br::ALL,
        ca::ALL,
        ch::ALL,
        cn::ALL,
        de::ALL,
        dk::ALL,
        es::ALL,
        fi::ALL,
        fr::ALL,
        ie::ALL,
        india::ALL,
        it::ALL,
        jp::ALL,
        kr::ALL,
        mx::ALL,
        ng::ALL,
        nl::ALL,
        no::ALL,
        ph::ALL,
        pl::ALL,
        pt::ALL,
        se::ALL,
        sg::ALL,
        th::ALL,
        tr::ALL,
        uk::ALL,
        us::ALL,
        za::ALL,
    ]
    .concat()
}
