/**
 * Finds an age under 18 in what somebody types, since no group for adults is offered to anybody that young.
 *
 * `youngIn(text)` gives null, or `{age, beside}`: the age, null where only "teenager" and the like is said, and whether
 * an adult asks for adults, as for a group of parents. Ages of long ago, of babies and of the dead are none.
 */
const ADULT = 18;
// Nobody younger writes of themselves.
const WRITES = 7;
const NUMBERS =
  "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen".split(" ");
const N = `(\\d{1,2}|${NUMBERS.join("|")})`;
// A number that counts these is no age.
const COUNTS =
  "st|stone|kg|lbs?|mg|am|pm|th|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|times?|people|of|steps?|sessions?|meetings?|years?(?! old| of age)|yrs?(?! old)";
const ALONE = `(?! ?(?:${COUNTS})(?= ))(?= )`;
const OLD = "(?:yo|y o|(?:yrs?|years?) ?olds?|y old|years? of age)";
const SOMEBODY =
  "(?:grand|step|god)?(?:son|daughter|child|kid|boy|girl|brother|sister|niece|nephew|lad|teen|student|pupil|friend)s?";

const OWN = pattern(` (?:i ?a?m|i (?:just )?turned|just turned|i ?ll be|i will be)(?: (?:only|just|now|a|an))* ${N}${ALONE}`);
// "Not 18 yet", "nearly 16".
const NOT_YET = pattern(` (?:nearly|almost|not|not yet|just under|going on|soon|turn|turning) ${N}${ALONE}`);
const BORN = pattern(" born (?:in )?(?:\\w+ )?(20\\d\\d)(?= )");
const SAID = [
  pattern(` ${N} ?${OLD}(?= )`),
  pattern(` ${SOMEBODY}(?: who)? ?(?:is|s|(?:has |just )?turned|turns)?(?: aged| now| only)? ${N}${ALONE}`),
  pattern(` (?:he|she|they)(?: is|s| are|re)? (?:(?:only|just|now) )*${N}${ALONE}`),
  pattern(` (?:age|ages|aged) ${N}${ALONE}`),
  pattern(" f ?(\\d\\d)(?= )"),
  pattern(" (\\d\\d)[fm](?= )"),
];
// Britain's years of school and America's grades begin with ages of about five and six.
const SCHOOL = [
  [pattern(` (?:year|yr|y) ?${N}(?! (?:after|of|since|on|later|ago) )(?= )`), 4, 13],
  [pattern(` grade ${N}(?= )`), 5, 12],
  [pattern(" (\\d{1,2})th grade(?:r|rs)?(?= )"), 5, 12],
];
// Who is young without a number: by a word for it, by school, and by what is asked for a child. A son may be grown up.
const KIDS = "(?:kid|child|children|schoolkid|schoolchild|schoolchildren|schoolboy|schoolgirl|pupil|minor|young person|young people|little one)s?";
const NO_NUMBER = [
  "(?:pre)?(?:teen|teenager|adolescent|tween)s?",
  "teenaged?|gcses?|a levels?|sixth form(?:er)?s?|u(?:nder)? ?1[0-8]s?",
  "young (?:people|person)s?|youth (?:\\w+ ){0,2}(?:groups?|clubs?|support|services?|help)|youths",
  "(?:secondary|high|middle|primary|elementary|grammar|comprehensive|boarding) school(?:er|ers)?|highschool(?:er|ers)?",
  "(?:at|in|from|after|start|starting) school|school ?(?:student|pupil|kid|refus\\w+|avoid\\w+|anxiety)s?|pupils?|schoolkids?",
  "(?:junior|leaving) cert|s[1-6] pupils?",
  `(?:my|our|a|the|this) ${KIDS} (?:is|has|s|feels?|gets?|wont|cant|doesnt|with|suffers?|struggl\\w+|hates?|needs?|keeps?|who|looking|and i)`,
  "(?:im|i am) (?:still |only |just )?a (?:kid|child|minor|pupil|young person)",
].map(words);
// A group for children is asked for beside the dead too.
const FOR_CHILDREN = [
  `(?:groups?|help|support|clubs?|therapy|somewhere|something|places?)(?: \\w+){0,2} for (?:(?:my|a|our|the|shy|young|autistic|anxious) )*${KIDS}`,
  `(?:${KIDS}|childrens) (?:\\w+ ){0,3}(?:groups?|clubs?|support|peers?)`,
].map(words);
// Of those who have children, and of a childhood that is over, nothing of this is said.
const GROWN_UP =
  / (?:i have|ive got|have|bring|bringing|take|taking|with|without|got|my|having) (?:\w+ )?(?:kids|children)(?! (?:is|has|with|who|need|feel))(?= )| (?:was|were|used to|years ago|back|old|law|art|medical|nursing|business|drama|night|summer) (?:\w+ ){0,2}school(?= )| school (?:\w+ ){0,2}(?:years ago|as a (?:kid|child))(?= )/;
// "Since age 12", "when I was 12": somebody tells of long ago.
const LONG_AGO = / (?:was|were|at|since|from|until|before)(?: (?:only|just|the|an?|about|around|my|age|ages|of))*$/;
const LOSS =
  / (?:died|dead|death|dies|lost|losing|loss|grief|griev\w*|bereave\w*|funeral|killed|passed away|took (?:his|her|their) own life|stillb\w*|miscarr\w*)(?= )/;
const BIRTH = / (?:bab(?:y|ies)|newborns?|toddlers?|pregnan\w*|post ?natal|post ?partum|perinatal|ante ?natal)(?= )/;
const PARENTS =
  / (?:parents?|parenting|carers?|caring for|guardians?|foster\w*|mums|moms|mothers|dads|fathers|teachers?|(?:mum|mom|mother|dad|father) (?:of|to))(?= )/;

export function youngIn(text) {
  const said = ` ${plain(text)} `;
  const born = ages(said, BORN).map((year) => new Date().getFullYear() - year);
  const own = [...ages(said, OWN), ...ages(said, NOT_YET).map((age) => age - 1), ...born].filter((age) => age >= WRITES && age < ADULT);
  if (own.length) return { age: own[0], beside: false };
  const asked = FOR_CHILDREN.some((one) => one.test(said));
  if (!asked && (LOSS.test(said) || BIRTH.test(said))) return null;
  const others = [...SAID.flatMap((one) => ages(said, one)), ...SCHOOL.flatMap((one) => schoolAges(said, one))];
  const age = others.find((one) => one > 0 && one < ADULT) ?? null;
  if (age === null && (GROWN_UP.test(said) || !(asked || NO_NUMBER.some((one) => one.test(said))))) return null;
  return { age, beside: PARENTS.test(said) };
}

function ages(said, one) {
  return [...said.matchAll(one)].filter(({ index }) => !LONG_AGO.test(said.slice(0, index))).map(([, number]) => numberOf(number));
}

function schoolAges(said, [one, more, last]) {
  const found = [...said.matchAll(one)].filter(({ index }) => !/ \d+ years?$/.test(said.slice(0, index)));
  return found.map(([, number]) => numberOf(number)).filter((year) => year > 4 && year <= last).map((year) => Math.min(year + more, ADULT - 1));
}

function numberOf(text) {
  return /\d/.test(text) ? Number(text) : NUMBERS.indexOf(text) + 1;
}

function words(text) {
  return new RegExp(` (?:${text})(?= )`);
}

function pattern(text) {
  return new RegExp(text, "g");
}

function plain(text) {
  return text
    .toLowerCase()
    .replace(/['’‘]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
