//! Words of everyday language, which a name alone is not enough to be taken for a person.

use std::collections::HashSet;
use std::sync::LazyLock;

/// English words that also are surnames, given names or parts of company names: months, days,
/// places, colours, trades, words that begin sentences, and the roles of contracts and notes.
const WORDS: &str = "
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday spring summer autumn fall winter
day night week month year morning evening noon today yesterday tomorrow christmas easter
black white green brown gray grey gold golden silver red blue orange violet amber scarlet
rose lily daisy iris ivy holly heather hazel olive ginger pepper basil rosemary jasmine
hope faith grace joy charity mercy patience prudence constance victory honor justice liberty
mark will bill jack rob bob grant chase drew pat art sue ray gene miles dick guy max dean frank
rich best good long short small little large big great young old new strong sharp wise bright
noble just moody swift early late close loose low high deep wild dear sweet stern savage
king queen prince duke earl knight bishop pope abbot priest dean page major marshal sheriff
baker cook carpenter mason hunter fisher farmer gardener shepherd butcher barber weaver potter
archer porter butler chandler draper glover sawyer singer driver judge clerk steward
hill wood woods forest field fields meadow lake river brook pond bay beach banks bank ford marsh
moore moor heath glen dale vale stone rock cliff mount land island street lane bridge church
house hall home castle tower gate gates park green garden yard barn mill mills well wells pool
north south east west northern southern eastern western
ball bell book box bush camp case cash church coin cole cotton cross crown current dance drum
dollar dove eagle fox wolf wolfe lamb bird birds crane drake finch hawk heron martin nightingale
partridge peacock robin sparrow starling swan wren fish pike bass haddock herring lion bear
buck bull colt steed hare
flood frost snow rain storm gale cloud winds winter sunshine moon star stars
fire flowers flower leaf berry cherry plum apple bean rice corn barley wheat oats
head hand hands foot legg tooth cheek chin palm
hood coats mantle cape bonnet
horn pipe piper fiddler harp viola
law laws lord lords loving lovely love may might must can could would shall should
note paper pen post press price prize purchase quick ready record report rest right ring road
root rule rush sale sales save seal seat second self sell send service set share shine ship shore
show side sign single skill sleep slide song sound spear speed spend spot staff stage stand state
stay steel step stock stop story street strike style sun table tax taylor team test text thing
thought time title today tone top touch town trade train travel treat tree trip true trust turn
type union unit use value view visit voice vote wait walk wall war ward ware warm wash watch water
waters way ways wear weeks weight wells wheel wide wife win wind wing winner wish work works world
worth wright write yes york
church college university school hospital clinic medical center centre institute foundation
company corporation corp inc incorporated limited ltd llc llp plc group holding holdings
partners partner associates association bank trust fund insurance society authority agency
department ministry office bureau board committee council commission court tribunal
agreement contract amendment exhibit schedule section article annex appendix attachment
party parties buyer seller purchaser vendor supplier customer client consultant contractor
licensor licensee lessor lessee landlord tenant lender borrower guarantor trustee agent broker
distributor manufacturer franchisor franchisee employer employee executive director officer
manager owner operator developer investor shareholder stockholder member subsidiary affiliate
assignor assignee sponsor provider recipient user reseller publisher author affiliates
plaintiff defendant petitioner respondent appellant appellee claimant witness counsel debtor
patient doctor nurse physician surgeon therapist mother father sister brother son daughter
husband wife aunt uncle cousin grandmother grandfather child baby boy girl man woman men women
people person family friend name names address number date dated time product products services
software system systems data information technology technologies property property rights
america american england english britain british france french germany german italy italian
spain spanish ireland irish scotland scottish wales welsh china chinese india indian japan
japanese canada canadian mexico mexican brazil australia australian russia russian israel jordan
georgia virginia carolina dakota washington lincoln jackson madison austin houston dallas denver
boston chicago paris london berlin rome milan florence vienna sydney victoria adelaide melbourne
alexandria charlotte savannah phoenix orlando cleveland columbus montana nevada texas florida
california oregon utah ohio iowa idaho kansas maine delaware indiana illinois michigan minnesota
missouri mississippi louisiana alabama alaska arizona arkansas colorado connecticut hawaii
kentucky maryland massachusetts nebraska oklahoma pennsylvania tennessee vermont wisconsin
wyoming york jersey hampshire mexico orleans angeles francisco diego kingston lancaster
reading nice mobile bath cork turkey chad
however therefore moreover furthermore meanwhile although because since while when where whether
though unless until after before during between among under over above below again also always
never often sometimes perhaps maybe once twice here there now then thus hence upon within without
further additionally later recently finally first second third last next another other others
each every either neither both all any some many most much more less few several such same
according regarding concerning including following pursuant subject provided except notwithstanding
general special specific common public private personal confidential official legal
hi hello thanks thank regards sincerely yours respectfully best dear attention attn subject
defense defence revenue excise development division divisional central government coalition forces
federal national state security intelligence police military army navy air guard foreign interior
iraqi syrian afghan iranian pakistani turkish greek dutch swedish norwegian danish finnish polish
ukrainian korean vietnamese african asian european arab israeli egyptian saudi jewish muslim christian
one three four five six seven eight nine ten hundred thousand million committee forum project
target shell oracle square block meta alphabet visa gap delta united national global universal
page figure table chapter part volume version draft final copy original
";

/// Words that never are a name by themselves.
const FUNCTION: &str = "
the a an and or but nor for of in on at by to from with as is are was were be been has have had do
does did not no if so it its this that these those he she they them his her their our your my we
you i me us him who whom which what how why re cc bcc non ex per via vs
";

static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    WORDS
        .split_whitespace()
        .chain(FUNCTION.split_whitespace())
        .collect()
});

static FUNCTIONS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| FUNCTION.split_whitespace().collect());

/// Whether a folded word belongs to everyday language.
pub(crate) fn is_common(word: &str) -> bool {
    COMMON.contains(word)
}

/// Whether a folded word is an article, a pronoun, a preposition or the like, which identifies
/// nobody and stands everywhere.
#[must_use]
pub fn is_function_word(word: &str) -> bool {
    FUNCTIONS.contains(word)
}

/// Words that make a place or a body of the name before them: Smith Street, Smith Hospital.
pub(super) fn makes_place(word: &str) -> bool {
    const PLACES: &[&str] = &[
        "street",
        "st",
        "avenue",
        "ave",
        "road",
        "rd",
        "lane",
        "drive",
        "boulevard",
        "blvd",
        "court",
        "square",
        "place",
        "terrace",
        "way",
        "highway",
        "bridge",
        "park",
        "river",
        "lake",
        "creek",
        "island",
        "islands",
        "bay",
        "beach",
        "county",
        "township",
        "city",
        "town",
        "village",
        "hospital",
        "clinic",
        "university",
        "college",
        "school",
        "institute",
        "foundation",
        "museum",
        "library",
        "church",
        "airport",
        "station",
        "center",
        "centre",
        "building",
        "company",
        "corp",
        "corporation",
        "inc",
        "llc",
        "llp",
        "ltd",
        "plc",
        "gmbh",
        "group",
        "bank",
        "partners",
        "associates",
        "brothers",
        "bros",
        "industries",
        "holdings",
        "act",
        "disease",
        "syndrome",
        "test",
        "sign",
        "scale",
        "score",
    ];
    PLACES.contains(&word)
}
