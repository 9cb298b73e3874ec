//! The bundled sample documents: an agreement, a discharge letter and an e-mail.
//!
//! Every person, company, number and address in them is invented: telephone numbers are from the
//! ranges reserved for fiction, card and bank numbers are the published test numbers.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use docx_rs::{
    AlignmentType, Comment, Delete, Docx, Footer, Header, Insert, PageNum, Paragraph, Run,
    RunFonts, Style, StyleType, Table, TableCell, TableRow,
};

type Result<T = ()> = std::result::Result<T, String>;

/// Writes all samples into `folder`. The agreement becomes a PDF by LibreOffice.
pub fn write(folder: &Path) -> Result {
    fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let text = |name: &str, content: &str| {
        fs::write(folder.join(name), content).map_err(|e| format!("{name}: {e}"))
    };
    text("email.txt", EMAIL)?;
    save(letter(), &folder.join("discharge-letter.docx"))?;
    let draft = folder.join("consulting-agreement.docx");
    save(agreement(), &draft)?;
    let converted = Command::new("soffice")
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder)
        .arg(&draft)
        .status()
        .map_err(|e| format!("LibreOffice (soffice) is needed to write the PDF: {e}"))?;
    fs::remove_file(&draft).map_err(|e| e.to_string())?;
    if converted.success() {
        Ok(())
    } else {
        Err("LibreOffice could not write the PDF".into())
    }
}

fn save(docx: Docx, path: &Path) -> Result {
    let file = File::create(path).map_err(|e| format!("{}: {e}", path.display()))?;
    docx.build()
        .pack(file)
        .map_err(|e| format!("{}: {e}", path.display()))
}

fn styled(docx: Docx) -> Docx {
    let heading = |id: &str, size: usize| {
        Style::new(id, StyleType::Paragraph)
            .name(id.replace("Heading", "heading "))
            .bold()
            .size(size)
    };
    docx.default_fonts(
        RunFonts::new()
            .ascii("Liberation Serif")
            .hi_ansi("Liberation Serif"),
    )
    .default_size(22)
    .add_style(heading("Heading1", 32))
    .add_style(heading("Heading2", 25))
}

fn text(content: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(content))
}

fn heading(style: &str, content: &str) -> Paragraph {
    text(content).style(style)
}

fn footer(content: &str) -> Footer {
    Footer::new().add_paragraph(
        text(content)
            .add_run(Run::new().add_text("  ·  page "))
            .add_page_num(PageNum::new())
            .align(AlignmentType::Center),
    )
}

fn table(rows: &[[&str; 2]]) -> Table {
    Table::new(
        rows.iter()
            .map(|row| {
                TableRow::new(
                    row.iter()
                        .map(|c| TableCell::new().add_paragraph(text(c)))
                        .collect(),
                )
            })
            .collect(),
    )
}

fn agreement() -> Docx {
    let mut docx = styled(Docx::new())
        .header(Header::new().add_paragraph(
            text("Northgate Instruments, Inc. – Confidential").align(AlignmentType::Right),
        ))
        .footer(footer("Consulting Agreement No. CA-2024-0187"))
        .add_paragraph(heading("Heading1", "CONSULTING AGREEMENT").align(AlignmentType::Center));
    for (title, paragraphs) in AGREEMENT {
        if !title.is_empty() {
            docx = docx.add_paragraph(heading("Heading2", title));
        }
        for paragraph in *paragraphs {
            docx = docx
                .add_paragraph(text(paragraph))
                .add_paragraph(Paragraph::new());
        }
    }
    docx.add_table(table(&[
        ["NORTHGATE INSTRUMENTS, INC.", "CONSULTANT"],
        ["By: Margaret A. Whitfield", "Tomasz Okonkwo-Reyes"],
        ["Title: Chief Operating Officer", "Date: April 12, 2024"],
    ]))
}

fn letter() -> Docx {
    let changed = Paragraph::new()
        .add_run(Run::new().add_text("Follow-up with "))
        .add_delete(
            Delete::new()
                .author("Dr. Helena Brandt")
                .date("2024-03-08T09:00:00Z")
                .add_run(Run::new().add_delete_text("Dr. Amir Farouk")),
        )
        .add_insert(
            Insert::new(Run::new().add_text("Dr. Priya Natarajan"))
                .author("Dr. Helena Brandt")
                .date("2024-03-08T09:00:00Z"),
        )
        .add_run(
            Run::new()
                .add_text(" in two weeks at the cardiology clinic, telephone (555) 010-0142."),
        );
    let note = Comment::new(1)
        .author("Nurse Joan Castellano")
        .date("2024-03-08T10:30:00Z")
        .add_paragraph(text(
            "Please confirm the daughter's number, Mr. Lindqvist gave two.",
        ));
    let daughter = Paragraph::new()
        .add_run(Run::new().add_text("Next of kin: "))
        .add_comment_start(note)
        .add_run(Run::new().add_text("Ingrid Lindqvist (daughter), (555) 010-0177"))
        .add_comment_end(1);
    let mut docx = styled(Docx::new())
        .header(Header::new().add_paragraph(text(
            "St. Brigid's Hospital, 48 Harbour Street, Milton, MA 02186",
        )))
        .footer(footer("MRN 4471902 – Lindqvist, Carl"))
        .add_paragraph(heading("Heading1", "DISCHARGE SUMMARY"))
        .add_table(table(&[
            ["Patient", "Carl Gustav Lindqvist"],
            ["Date of birth", "07/19/1933 (age 90)"],
            ["MRN", "4471902"],
            ["Health plan", "Member ID: XKJ-204-771-09"],
            ["Admitted", "March 2, 2024"],
            ["Discharged", "March 8, 2024"],
            ["Attending", "Helena Brandt, MD"],
        ]))
        .add_paragraph(Paragraph::new());
    for (title, paragraph) in LETTER {
        docx = docx
            .add_paragraph(heading("Heading2", title))
            .add_paragraph(text(paragraph));
    }
    docx.add_paragraph(heading("Heading2", "Plan"))
        .add_paragraph(changed)
        .add_paragraph(daughter)
        .add_paragraph(text("Dictated by Helena Brandt, MD, on 03/08/2024 at 09:14. Copy to carl.lindqvist@example.org."))
}

const AGREEMENT: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "This Consulting Agreement (the “Agreement”) is made as of April 12, 2024 between Northgate Instruments, Inc., a Delaware corporation with its principal office at 2200 Mission Creek Boulevard, Suite 410, San Mateo, California 94403 (“Northgate” or the “Company”), and Tomasz Okonkwo-Reyes, an individual residing at 17 Alder Lane, Portland, Oregon 97205 (the “Consultant”).",
            "WHEREAS, Northgate designs measuring instruments and has engaged Brightwater Analytics LLC for market studies; and WHEREAS, Mr. Okonkwo-Reyes has advised Brightwater since January 2019 and is known to Margaret A. Whitfield, Chief Operating Officer of Northgate;",
        ],
    ),
    (
        "1. Services",
        &[
            "The Consultant shall advise the Company on the introduction of its series 7 spectrometers in Canada and Mexico. He reports to Ms. Whitfield or to a person she names in writing. The Consultant may engage Dr. Yuki Tanabe of Kyoto for translations.",
            "All deliverables are sent to projects@northgate-instruments.example and copied to m.whitfield@northgate-instruments.example. Urgent matters may be raised by telephone at (555) 010-0199.",
        ],
    ),
    (
        "2. Fees",
        &[
            "Northgate shall pay the Consultant USD 14,500 per month, due on the fifth business day of the following month, to the account with IBAN GB33 BUKB 2020 1555 5555 55. The Consultant’s taxpayer number is 123-45-6789. Travel may be charged to the corporate card 4111 1111 1111 1111.",
            "Invoices are addressed to Northgate Instruments, Inc., Attention: Luis Ferreira-Blum, Accounts Payable, P.O. Box 5521, San Mateo, CA 94402.",
        ],
    ),
    (
        "3. Term",
        &[
            "This Agreement begins on May 1, 2024 and ends on April 30, 2025 unless renewed in writing by both parties not later than March 15, 2025. Either party may end it on thirty days’ notice.",
        ],
    ),
    (
        "4. Confidentiality",
        &[
            "The Consultant shall keep in confidence all information about Northgate, its customers, among them Halvorsen Shipping AS and the University of Oregon, and the proceedings in Whitfield v. Carrow Optics, Case No. 3:23-cv-00417-HZ.",
            "The server at 192.0.2.44 and the site https://portal.northgate-instruments.example hold material covered by this section. Okonkwo-Reyes shall return all copies on request.",
        ],
    ),
    (
        "5. Notices",
        &[
            "Notices to the Company: Margaret A. Whitfield, 2200 Mission Creek Boulevard, Suite 410, San Mateo, California 94403. Notices to the Consultant: T. Okonkwo-Reyes, 17 Alder Lane, Portland, Oregon 97205, t.okonkwo@mailbox.example.",
            "IN WITNESS WHEREOF the parties have executed this Agreement on the date first written above.",
        ],
    ),
];

const LETTER: &[(&str, &str)] = &[
    (
        "Reason for admission",
        "Mr. Lindqvist is a 90-year-old retired harbour pilot from Milton who was brought in by his daughter Ingrid on March 2, 2024 with shortness of breath. He had been seen by Dr. Amir Farouk at Fenwick Medical Group in November 2023.",
    ),
    (
        "Course",
        "Echocardiography on 3/4/24 showed an ejection fraction of 35 %. Carl improved on diuretics. On March 6 Mr. Lindqvist fell on the ward; a CT of the head was normal. His pacemaker (serial no. PM-88213-QX) was checked by the device clinic of Tufton University Hospital.",
    ),
    (
        "Medication",
        "Furosemide 40 mg, lisinopril 5 mg, metoprolol 25 mg. Prescriptions were sent to Harbour Street Pharmacy, fax (555) 010-0163.",
    ),
];

const EMAIL: &str = "From: Dana Mwangi <dana.mwangi@example.com>
To: Oliver Szabó <o.szabo@example.org>
Date: Tue, 5 Nov 2024 08:41:12 +0000
Subject: Witness statement, Keller v. Brandywine Foods Ltd

Dear Oliver,

I spoke to Ms. Rosalind Keller yesterday. She confirms that she met Peter Achterberg of
Brandywine Foods Ltd at the Bristol office on 14 June 2023 and that he gave her his private
number, 07700 900 461. She now lives at 9 Orchard Close, Bath BA1 2QH, and would rather be
reached at rosalind dot keller at example dot net.

Her National Insurance number is QQ 12 34 56 C and her NHS number 943 476 5919; both are on
the second page of the statement. Mr Achterberg's passport was seen by our clerk.

Could you ask Brandywine's solicitors, Hume & Pascoe LLP, whether they object to a hearing
in January 2025?

Kind regards
Dana

Dana Mwangi, Mwangi Legal, 3 Temple Row, Birmingham B2 5LG
Tel. +44 20 7946 0958
";
