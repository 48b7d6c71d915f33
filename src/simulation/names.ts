/** A name as its bearer writes it, and in letters that a username may have. */
type Name = readonly [written: string, plain: string];

/** Where some of the people live: the names, languages and hours of that place. */
export interface Region {
  readonly locale: string;
  readonly timezone: string;
  readonly given: readonly [Name, ...Name[]];
  readonly family: readonly [Name, ...Name[]];
}

/** A name that is plain as it stands. */
const same = (name: string): Name => [name, name.toLowerCase()];

const ENGLISH: Region = {
  locale: "en_US",
  timezone: "America/New_York",
  given: [same("Ada"), same("Grace"), same("Alan"), same("Ruth"), same("Noah"), same("Ivy"), same("Walter")],
  family: [
    same("Byron"),
    ["O'Brien", "obrien"],
    same("Fletcher"),
    same("Okafor"),
    same("Moss"),
    same("Hale"),
  ],
};

const FRENCH: Region = {
  locale: "fr_FR",
  timezone: "Europe/Paris",
  given: [["Élodie", "elodie"], ["Zoë", "zoe"], same("Luc"), ["Hélène", "helene"], ["François", "francois"]],
  family: [
    same("Moreau"),
    ["Lefèvre", "lefevre"],
    ["d'Aubigné", "daubigne"],
    same("Petit"),
    ["Noël", "noel"],
  ],
};

const KOREAN: Region = {
  locale: "ko_KR",
  timezone: "Asia/Seoul",
  given: [
    ["민준", "minjun"],
    ["서연", "seoyeon"],
    ["도윤", "doyun"],
    ["하은", "haeun"],
    ["지호", "jiho"],
  ],
  family: [
    ["김", "kim"],
    ["이", "lee"],
    ["박", "park"],
    ["최", "choi"],
    ["정", "jung"],
  ],
};

const GERMAN: Region = {
  locale: "de_DE",
  timezone: "Europe/Berlin",
  given: [same("Lena"), ["Jörg", "joerg"], same("Karin"), ["Käthe", "kaethe"], same("Uwe")],
  family: [["Müller", "mueller"], ["Groß", "gross"], same("Lindner"), ["von der Heide", "vonderheide"]],
};

const ARABIC: Region = {
  locale: "ar_EG",
  timezone: "Africa/Cairo",
  given: [
    ["ليلى", "layla"],
    ["يوسف", "youssef"],
    ["مريم", "maryam"],
    ["خالد", "khaled"],
  ],
  family: [
    ["المنصوري", "almansouri"],
    ["حداد", "haddad"],
    ["نجيب", "naguib"],
  ],
};

const BULGARIAN: Region = {
  locale: "bg_BG",
  timezone: "Europe/Sofia",
  given: [
    ["Борис", "boris"],
    ["Ива", "iva"],
    ["Петя", "petya"],
    ["Никола", "nikola"],
  ],
  family: [
    ["Петров", "petrov"],
    ["Иванова", "ivanova"],
    ["Димов", "dimov"],
  ],
};

const GREEK: Region = {
  locale: "el_GR",
  timezone: "Europe/Athens",
  given: [
    ["Άννα", "anna"],
    ["Γιώργος", "giorgos"],
    ["Νίκος", "nikos"],
  ],
  family: [
    ["Παπαδόπουλος", "papadopoulos"],
    ["Κωστή", "kosti"],
    ["Ζέρβας", "zervas"],
  ],
};

const CHINESE: Region = {
  locale: "zh_CN",
  timezone: "Asia/Shanghai",
  given: [
    ["伟", "wei"],
    ["秀英", "xiuying"],
    ["磊", "lei"],
    ["静", "jing"],
  ],
  family: [
    ["王", "wang"],
    ["李", "li"],
    ["陈", "chen"],
  ],
};

const INDIAN: Region = {
  locale: "hi_IN",
  timezone: "Asia/Kolkata",
  given: [
    ["आरव", "aarav"],
    ["दीया", "diya"],
    ["रोहन", "rohan"],
  ],
  family: [
    ["शर्मा", "sharma"],
    ["वर्मा", "verma"],
    ["अय्यर", "iyer"],
  ],
};

/** English and French twice: more of the company lives there. */
export const REGIONS: readonly [Region, ...Region[]] = [
  ENGLISH,
  FRENCH,
  ENGLISH,
  KOREAN,
  FRENCH,
  GERMAN,
  ARABIC,
  BULGARIAN,
  GREEK,
  CHINESE,
  INDIAN,
];

export const TITLES = [
  "Engineer",
  "Senior Engineer",
  "Account Manager",
  "Analyst",
  "Designer",
  "Technician",
  "Director",
] as const;

export const TAGS = ["contractor", "on-call", "finance", "paris", "seoul", "new-hire", "audit-2026"] as const;

/** The teams' names, in ASCII, because one of the APIs allows nothing else. */
export const TEAM_NAMES = [
  "Platform",
  "Data",
  "Security",
  "Billing",
  "Support",
  "Storage",
  "Network",
  "Edge",
  "Mobile",
  "Web",
  "Design",
  "Research",
  "Finance",
  "People",
  "Legal",
  "Sales EMEA",
  "Sales APAC",
  "Sales Americas",
  "Field (Paris)",
  "Field (Seoul)",
  "On-Call",
  "QA",
  "Docs",
  "Interns 2026",
] as const;
