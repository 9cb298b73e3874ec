"""Invented people, companies and places.

The lists were written for this project: common given names and surnames of many languages, in no
way complete and taken from no register. Surnames and place names are also built from syllables, so
that the model cannot learn them by heart.
"""

from __future__ import annotations

import random

GIVEN = """
Aaron Abigail Adaeze Adriana Agnieszka Ahmed Aiko Ailsa Akua Alan Alejandra Alice Alicja Amara Amir Amit Ana Anders
Andrew Angela Anil Anita Anna Antoine Antonia Arash Arjun Arthur Asha Astrid Ayumi Babatunde Beatrice Bertha Birgit
Bogdan Boris Brenda Brian Bronwyn Camila Carl Carlos Carmen Caroline Catherine Cecilia Charles Chen Chiara Chidi
Chloe Christian Claire Clara Colin Daniel Daniela Darius David Deborah Deepak Diana Diego Dmitri Dolores Dorothy
Douglas Edith Eduardo Edward Eleanor Elena Elias Elif Elizabeth Emeka Emily Emma Erik Ernest Esther Eva Evelyn Farah
Fatima Felix Fernando Fiona Florence Frances Francisco Frank Frederick Gabriela George Gerald Giovanni Grace Graham
Greta Gustav Hana Hannah Harold Harriet Hassan Heather Heinrich Helen Helena Henry Hiroshi Hugo Ian Ibrahim Ifeoma
Ingrid Irene Isaac Isabel Ivan Jack Jacob James Jane Janet Javier Jean Jennifer Jerome Jin Joan Joao Johan John
Jonathan Jorge Jose Joseph Joyce Juan Judith Julia Julian Kamal Karen Karl Katarzyna Kathleen Keiko Keith Kenji
Kenneth Kofi Kwame Lars Laura Lawrence Layla Leila Leon Leonard Lin Linda Lorenzo Louise Lucas Lucia Ludmila Luis
Magdalena Malik Manuel Marcus Margaret Maria Marie Marina Mark Martha Martin Mary Mateo Matthew Maureen Maya Mei
Mercy Michael Miguel Mina Miriam Mohammed Monica Nadia Naomi Natasha Nathan Neil Ngozi Nicholas Nina Noah Nora Norman
Olga Oliver Olivia Omar Oscar Pablo Padma Pamela Patricia Patrick Paul Pedro Peter Philip Pierre Priya Rachel Rahul
Rajesh Ralph Ramon Raymond Rebecca Richard Rita Robert Roberto Rosa Rose Ruth Ryan Sabine Samir Samuel Sandra Sanjay
Sara Sergio Sharon Siobhan Sofia Sonia Stefan Stephen Sunita Susan Sven Sylvia Takeshi Tamara Tariq Teresa Thabo
Theodore Thomas Timothy Tomasz Ursula Valentina Vera Victor Vikram Vincent Walter Wanjiru Wei William Wolfgang Xavier
Yasmin Yolanda Yuki Yusuf Zainab Zofia
""".split()

SURNAMES = """
Abbott Abe Acheampong Adeyemi Adler Aguilar Ahmed Akintola Albrecht Allen Almeida Alvarez Andersen Anderson Araujo
Archer Armstrong Ashworth Atkinson Baker Banerjee Barlow Barnes Bauer Becker Bell Bennett Berg Bergström Bhatt
Bianchi Bishop Blackwood Blanchard Boateng Bonnet Bowman Bradley Brandt Brennan Brooks Brown Burke Byrne Calloway
Campbell Cardoso Carter Castillo Chandra Chang Chapman Chen Choi Clarke Cohen Cole Collins Contreras Cooper Costa
Cruz Cunningham Dalton Daniels Davies Delgado Desai Diaz Dixon Dlamini Doyle Dubois Dunn Edwards Eklund Ellis
Erdogan Espinoza Evans Farrell Ferguson Fernandez Fischer Fitzgerald Fletcher Flores Fontaine Foster Fraser Fujita
Gallagher Garcia Gibson Gill Goldberg Gomez Gonzalez Goodwin Graham Grant Greene Grünwald Gupta Haddad Hall Hamilton
Hansen Harding Harris Hartmann Hayashi Hayes Hernandez Hoffmann Holloway Holm Horvath Howard Hughes Hussain Ibrahim
Ito Ivanov Iyer Jackson Jankowski Jansen Jensen Jimenez Johansson Johnson Jones Joshi Kamau Kaplan Kapoor Keller
Kelly Kennedy Khan Kim King Klein Kovac Kowalski Krishnan Kruger Kumar Lambert Larsen Laurent Lawson Lee Lefebvre
Lehmann Levy Lewandowski Lewis Lind Lindqvist Liu Lopez Lund Lynch MacDonald Mahmoud Malik Mancini Marshall Martin
Martinez Mbeki McAllister McCarthy Mehta Mendes Mendoza Meyer Miller Mitchell Moore Morales Moreau Moretti Morgan
Müller Murphy Murray Mwangi Nakamura Navarro Nelson Neumann Nguyen Nielsen Novak Nowak O'Brien O'Connor O'Neill
Okafor Okonkwo Oliveira Olsen Ortega Osei Osman Owens Palmer Papadopoulos Park Patel Pereira Perez Petersen Petrov
Phillips Pinto Popescu Powell Price Quinn Rahman Ramirez Ramos Rao Reddy Reid Reyes Reynolds Ricci Richardson Rivera
Roberts Robinson Rodriguez Romano Rosenberg Rossi Russo Ryan Saito Salazar Sanchez Santos Sato Schmidt Schneider
Schwartz Sharma Shaw Silva Simmons Singh Sithole Smith Sokolov Spencer Stewart Suzuki Svensson Takahashi Tanaka
Taylor Thompson Torres Tremblay Tran Turner Ueda Vargas Vasquez Vogel Volkov Wagner Walker Wallace Walsh Wang Ward
Watanabe Weber Weiss Whitfield Williams Wilson Wong Wood Wright Wu Yamamoto Yang Yilmaz Young Zhang Zimmermann
""".split()

# Real cities, countries and states, as any atlas has them.
CITIES = """
Aberdeen Adelaide Albany Amsterdam Ankara Athens Atlanta Auckland Austin Baltimore Bangalore Bangkok Barcelona
Belfast Berlin Birmingham Bogota Boise Boston Brisbane Bristol Brussels Bucharest Budapest Buffalo Cairo Calgary
Cambridge Cardiff Charlotte Chennai Chicago Cincinnati Cleveland Cologne Copenhagen Dallas Delhi Denver Detroit Dubai
Dublin Durham Edinburgh Fresno Geneva Glasgow Hamburg Hanoi Hartford Helsinki Houston Istanbul Jakarta Johannesburg
Karachi Kyoto Lagos Leeds Leipzig Lima Lisbon Liverpool London Lyon Madison Madrid Manchester Manila Melbourne Memphis
Miami Milan Milwaukee Minneapolis Montreal Mumbai Munich Nairobi Naples Nashville Norwich Oakland Omaha Osaka Oslo
Ottawa Oxford Paris Perth Philadelphia Phoenix Pittsburgh Portland Prague Quito Raleigh Reno Richmond Rome Rotterdam
Sacramento Santiago Seattle Seoul Sheffield Singapore Spokane Stockholm Stuttgart Sydney Tampa Tokyo Toronto Tucson
Turin Vancouver Vienna Vilnius Warsaw Wellington Wichita Zurich
""".split() + ["New York", "San Francisco", "Los Angeles", "San Diego", "Salt Lake City", "Kansas City", "St. Louis",
               "Fort Worth", "El Paso", "New Orleans", "Las Vegas", "Hong Kong", "Cape Town", "São Paulo", "Mexico City"]
STATES = """
Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois Indiana
Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska
Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Washington Wisconsin Wyoming Ontario
Quebec Bavaria Queensland Scotland Wales Kent Devon
""".split() + ["New Jersey", "New Mexico", "North Carolina", "South Dakota", "British Columbia", "New South Wales"]
CODES = "AL AZ CA CO CT DE FL GA IL IN KS KY MA MD MI MN MO NC NJ NM NV NY OH OK OR PA TN TX UT VA WA WI".split()
COUNTRIES = """
Argentina Australia Austria Bangladesh Belgium Brazil Canada Chile China Colombia Denmark Egypt Finland France Germany
Ghana Greece India Indonesia Ireland Israel Italy Japan Kenya Luxembourg Malaysia Mexico Morocco Netherlands Nigeria
Norway Pakistan Peru Poland Portugal Romania Singapore Spain Sweden Switzerland Thailand Turkey Ukraine Vietnam
""".split() + ["New Zealand", "South Africa", "South Korea", "the United Kingdom", "the United States", "Costa Rica"]

HEADS = """
Acorn Alder Amber Anchor Apex Arbor Argent Atlas Aurora Beacon Birch Blue Bridge Bright Cascade Cedar Circle Clear
Cobalt Copper Coral Crescent Crown Delta Eagle East Echo Ember Evergreen Falcon Fern Fox Frontier Gallant Glen Golden
Granite Green Harbor Hawk Heron High Horizon Iron Ivory Juniper Keystone Lake Lark Liberty Lone Maple Meridian Mill
Moss North Nova Oak Onyx Orchard Pacific Pine Pioneer Prairie Quartz Raven Red River Rock Sable Silver Sky Slate South
Spruce Star Sterling Stone Summit Sun Swift Terra Thistle Timber Trident Union Vale Vector Vista West White Willow
Wind Wolf Zenith
""".split()
TAILS = """bank bay bridge brook crest dale field ford gate grove haven hill house land light line mark mere mill mont
path point port ridge rock shore side stone stream ton vale view ville ward water way wood worth yard""".split()
TRADES = """Aerospace Analytics Apparel Aviation Beverages Biosciences Capital Care Ceramics Chemicals Coffee
Communications Components Construction Consulting Credit Dairy Dental Design Diagnostics Digital Dynamics Education
Electric Electronics Energy Engineering Entertainment Equipment Fabrics Farms Finance Foods Freight Furniture Games
Genomics Glass Health Healthcare Holdings Hospitality Industries Instruments Insurance Interactive Labs Leasing
Logistics Machinery Marine Materials Media Medical Metals Mining Mortgage Motors Networks Oil Optics Packaging Paper
Partners Petroleum Pharma Pharmaceuticals Photonics Plastics Power Printing Properties Publishing Rail Realty
Resources Restaurants Robotics Seeds Semiconductor Services Shipping Software Solar Solutions Sports Steel Studios
Supply Surgical Systems Technologies Telecom Textiles Therapeutics Tools Toys Transport Trust Ventures Water Wireless
Works""".split()
FORMS = ["Inc.", "Inc", ", Inc.", "LLC", ", LLC", "L.L.C.", "Ltd.", "Ltd", "Limited", "Corp.", "Corporation", "Company",
         "Co.", "& Co.", "plc", "PLC", "LP", "L.P.", "LLP", "GmbH", "AG", "S.A.", "S.p.A.", "B.V.", "N.V.", "AB", "AS",
         "Oy", "Pty Ltd", "Pte. Ltd.", "K.K.", "Group", "Holdings", ""]
ONSETS = "b br c ch d dr f fl g gr h j k kr l m n p pr r s sh st t tr v w y z".split()
VOWELS = "a e i o u ai ea ou ie".split()
CODAS = ["", "", "n", "r", "l", "s", "nd", "rn", "lt", "ck", "m", "th"]
ENDINGS = "son sen man berg stein ski sky ova ez es ini elli ic off ley ton field well by worth dottir nen ian oglu".split()
ROLES = """Company Supplier Licensee Licensor Distributor Customer Client Vendor Contractor Consultant Franchisee Franchisor
Buyer Seller Purchaser Agent Manufacturer Reseller Provider Sponsor Agency Owner Manager Borrower Lender Landlord Tenant
Employer Employee Executive Athlete Party Recipient Investor Issuer Guarantor Operator Publisher Developer""".split()
NATIONALITIES = """American British French German Italian Spanish Dutch Belgian Swiss Austrian Polish Czech Russian Ukrainian
Greek Turkish Israeli Egyptian Iraqi Iranian Indian Pakistani Chinese Japanese Korean Vietnamese Thai Indonesian
Australian Canadian Mexican Brazilian Argentine Chilean Nigerian Kenyan Ghanaian Moroccan Swedish Norwegian Danish
Finnish Irish Scottish European African Asian Muslim Christian Jewish Catholic Kurdish Arab""".split()
ACTS = ["Securities Act of 1933", "Securities Exchange Act of 1934", "Internal Revenue Code", "Sherman Act", "Bankruptcy Code",
        "Companies Act 2006", "Indian Penal Code", "Uniform Commercial Code", "Sarbanes-Oxley Act of 2002", "Lanham Act",
        "Code of Civil Procedure", "Data Protection Act 2018", "Employment Rights Act 1996", "Food, Drug, and Cosmetic Act"]
STREETS = "Street St. Avenue Ave. Road Rd. Lane Ln Drive Dr. Boulevard Blvd. Court Ct. Place Way Close Terrace Parkway".split()
JOBS = """accountant,architect,attorney,baker,bricklayer,bus driver,carpenter,chef,civil engineer,clerk,dentist,electrician,
farmer,firefighter,fisherman,harbour pilot,journalist,judge,lecturer,librarian,machinist,mechanic,midwife,musician,nurse,
painter,paralegal,pharmacist,physician,pilot,plumber,police officer,postman,programmer,schoolteacher,secretary,
social worker,soldier,surgeon,surveyor,tailor,teacher,translator,truck driver,veterinarian,waiter,welder
""".replace("\n", "").split(",")


class Inventor:
    """Makes values of each type from one source of randomness."""

    def __init__(self, randomness: random.Random):
        self.r = randomness

    def one(self, *choices):
        return self.r.choice(choices[0] if len(choices) == 1 else choices)

    def digits(self, pattern: str) -> str:
        """`#` becomes a digit, `@` a capital letter."""
        letter = lambda: self.one("ABCDEFGHJKLMNPQRSTUVWXYZ")
        return "".join(str(self.r.randrange(10)) if c == "#" else letter() if c == "@" else c for c in pattern)

    def syllables(self, low: int, high: int) -> str:
        word = "".join(self.one(ONSETS) + self.one(VOWELS) + self.one(CODAS) for _ in range(self.r.randint(low, high)))
        return word.capitalize()

    def surname(self) -> str:
        roll = self.r.random()
        name = self.one(SURNAMES) if roll < 0.6 else self.syllables(1, 2) + self.one(ENDINGS) if roll < 0.85 else self.syllables(1, 3)
        if self.r.random() < 0.06:
            name += "-" + self.one(SURNAMES)
        if self.r.random() < 0.03:
            name = self.one("van ", "de ", "von ", "van der ", "Mc", "al-", "Di ", "da ") + name
        return name

    def given(self) -> str:
        return self.one(GIVEN) if self.r.random() < 0.85 else self.syllables(1, 3)

    def initial(self) -> str:
        return self.one("ABCDEFGHIJKLMNOPRSTVW") + "."

    def person(self) -> str:
        name = self.plain_person()
        return name.upper() if self.r.random() < 0.07 else name

    def plain_person(self) -> str:
        g, s, r = self.given(), self.surname(), self.r.random()
        if r < 0.5:
            return f"{g} {s}"
        if r < 0.68:
            return f"{g} {self.initial()} {s}"
        if r < 0.75:
            return f"{g} {self.given()} {s}"
        if r < 0.82:
            return f"{self.initial()} {s}"
        if r < 0.88:
            return f"{s}, {g}"
        if r < 0.92:
            return f"{self.initial()}{self.initial()} {s}"
        return f"{g} {s}{self.one(' Jr.', ' III', ', Jr.', ' Sr.')}"

    def organization(self) -> str:
        name = self.plain_organization()
        return name.upper() if self.r.random() < 0.12 else name

    def plain_organization(self) -> str:
        r = self.r.random()
        if r < 0.14:
            word = self.one(self.one(HEADS), self.surname(), self.one(CITIES), self.syllables(1, 2), self.one(STATES))
            form = self.one(FORMS[:-1])
            return self.one(
                f"The {word} {self.one('Group', 'Company', 'Foundation', 'Trust', 'Times', 'Post', 'Center')}",
                f"{word} {self.one('International', 'America', 'Global', 'USA', 'Europe', 'Asia', 'Worldwide')} {form.lstrip(', ')}",
                f"{self.one('Society', 'Association', 'Institute', 'Council', 'Federation', 'Union')} {self.one('of', 'for')} {self.one(TRADES)}",
                f"{word} {self.one(TRADES)} {self.one('of', '-')} {self.one(COUNTRIES)}",
                f"{word} {self.one('United', 'City', 'Rovers', 'Tigers', 'Kings', 'FC', 'Bulls')}",
                f"{self.one('National', 'International', 'American', 'European', 'Royal', 'Federal')} {self.one(TRADES)} {self.one('Agency', 'Board', 'Commission', 'Authority', 'Council', 'Association', 'Bureau')}",
                f"{self.one('Democratic', 'Labour', 'Liberal', 'Green', 'National', 'Workers')} {self.one('Party', 'Front', 'Alliance', 'Union')}",
                f"{word}{self.one('.com', 'Net', 'Pharma', 'Bio', 'Tech', 'Care', 'Works', 'Point')}{self.one('', ', Inc.', ' Ltd.', ' LLC', ' Inc')}",
                f"{word} {self.one(TRADES)} ({self.one(COUNTRIES)}) {form.lstrip(', ')}",
                f"{word}, {self.surname()} {self.one('&', 'and')} {self.surname()}{self.one('', ' LLP', ' P.C.')}",
                f"{word} & {self.one('Co.', 'Company', 'Sons', 'Partners', 'Associates')}",
            )
        r = self.r.random()
        head = self.one(HEADS) + (self.one(TAILS) if self.r.random() < 0.5 else "")
        if self.r.random() < 0.25:
            head = self.syllables(1, 3) + self.one("", "", "ix", "ex", "on", "ia", "tech", "soft", "med")
        if r < 0.45:
            form = self.one(FORMS)
            return f"{head} {self.one(TRADES)}{form if form.startswith(',') or not form else ' ' + form}"
        if r < 0.57:
            form = self.one(FORMS[:-1])
            return f"{head}{form if form.startswith(',') else ' ' + form}"
        if r < 0.65:
            return f"{self.surname()} {self.one('&', 'and')} {self.surname()}{self.one('', ' LLP', ', P.C.', ' Ltd', ' LLC')}"
        if r < 0.73:
            return self.one("St. ", "Mount ", "") + f"{self.one(GIVEN)}{self.one(chr(39) + 's', '')} {self.one('Hospital', 'Medical Center', 'Clinic', 'General Hospital', 'Hospice')}"
        if r < 0.80:
            return f"University of {self.one(CITIES + STATES)}" if self.r.random() < 0.6 else f"{head} {self.one('University', 'College', 'Institute', 'School')}"
        if r < 0.87:
            return self.one("Bank of ", "First National Bank of ", "City of ", "Port of ", "County of ", "Diocese of ") + self.one(CITIES)
        if r < 0.93:
            return self.one("Department of ", "Ministry of ", "Office of ") + self.one("Health", "Justice", "Labor", "Agriculture", "Revenue", "Education", "Transport")
        return "".join(self.one("ABCDEFGHIKLMNOPRSTUW") for _ in range(self.r.randint(2, 5)))

    def court(self) -> str:
        return self.one(
            f"United States District Court for the {self.one('Northern', 'Southern', 'Eastern', 'Western')} District of {self.one(STATES)}",
            f"Superior Court of {self.one(STATES)}", f"Court of Appeal of {self.one(STATES)}", f"High Court of {self.one(CITIES)}",
            f"{self.one(CITIES)} County Court", f"Supreme Court of {self.one(COUNTRIES + STATES)}",
        )

    def location(self) -> str:
        r = self.r.random()
        if r < 0.45:
            return self.one(CITIES)
        if r < 0.6:
            return self.one(STATES)
        if r < 0.78:
            return self.one(COUNTRIES).removeprefix("the ")
        if r < 0.9:
            return self.one(HEADS) + self.one(TAILS)
        return self.one("North ", "Lake ", "Mount ", "Port ", "Upper ", "") + self.syllables(2, 3)

    def street(self) -> str:
        name = self.one(self.one(HEADS) + self.one("", " ") .strip() , self.surname(), self.one(HEADS) + self.one(TAILS), "Main", "Park", "High", "Church")
        line = f"{self.r.randint(1, 9900)} {self.one('', '', 'N. ', 'West ', 'East ')}{name} {self.one(STREETS)}"
        return line + self.one("", "", "", f", Suite {self.r.randint(1, 900)}", f", Apt. {self.r.randint(1, 40)}{self.one('', 'B')}", f", {self.r.randint(2, 30)}th Floor")

    def zip(self) -> str:
        return self.digits(self.one("#####", "#####", "#####-####", "@@# #@@", "@## #@@"))

    def date(self) -> str:
        month = self.one("January February March April May June July August September October November December".split())
        d, m, y = self.r.randint(1, 28), self.r.randint(1, 12), self.r.randint(1935, 2026)
        return self.one(
            f"{month} {d}, {y}", f"{month} {d}, {y}", f"{d} {month} {y}", f"{m}/{d}/{y}", f"{m:02}/{d:02}/{y}", f"{y}-{m:02}-{d:02}",
            f"{d:02}.{m:02}.{y}", f"{month} {y}", f"{month[:3]} {d}, {y}", f"{month[:3]}. {d}", f"{month} {d}", f"{d}-{month[:3]}-{y % 100:02}",
            f"{d}{'th' if 3 < d < 21 else 'st' if d % 10 == 1 else 'nd' if d % 10 == 2 else 'rd' if d % 10 == 3 else 'th'} day of {month}, {y}",
            f"{m}/{d}/{y % 100:02}", f"{m}/{d}",
        )

    def age(self) -> str:
        years = self.r.randint(1, 99)
        return self.one(f"{years}-year-old", f"{years} year old", f"{years} years old", f"{years} y/o", f"{years}yo", f"aged {years}", f"age {years}")

    def identifier(self) -> str:
        return self.digits(self.one("###-##-####", "#######", "########", "@@######", "@#########", "##-#######", "@@@-###-###-##",
                                    "#:##-cv-#####-@@@", "@-####-##", "##########", "#### #### #### ####", "@@##@@@@##########"))

    def contact(self) -> str:
        name = f"{self.one(GIVEN)}.{self.one(SURNAMES)}".lower().replace("'", "")
        host = f"{self.one(HEADS)}{self.one(TAILS)}".lower() + self.one(".com", ".org", ".net", ".co.uk", ".example")
        return self.one(f"{name}@{host}", f"{name}@{host}", self.digits("(###) ###-####"), self.digits("###-###-####"),
                        self.digits("+44 20 #### ####"), self.digits("+1 ### ### ####"), f"https://www.{host}", f"www.{host}",
                        self.digits("192.168.1#.##"))

    def miscellaneous(self) -> str:
        return self.one(NATIONALITIES)

    def act(self) -> str:
        return self.one(ACTS)

    def state(self) -> str:
        return self.one(STATES if self.r.random() < 0.4 else CODES)

    def role(self) -> str:
        return self.one(ROLES)

    def profession(self) -> str:
        return self.one(JOBS)
