// Names that mean the same in the State, and the words that very many offices and posts have in common: data of the search.

/** Each line: one place, body or post as it is written and abbreviated. */
export const SAME: readonly (readonly string[])[] = [
  ['Thiruvananthapuram', 'Trivandrum', 'TVM'],
  ['Kollam', 'Quilon'],
  ['Alappuzha', 'Alleppey', 'Alappey'],
  ['Kochi', 'Cochin'],
  ['Ernakulam', 'EKM'],
  ['Thrissur', 'Trichur', 'Trissur'],
  ['Palakkad', 'Palghat'],
  ['Kozhikode', 'Calicut', 'Kozhikkode'],
  ['Kannur', 'Cannanore'],
  ['Kasaragod', 'Kasargod', 'Kasaragode'],
  ['Wayanad', 'Wynad', 'Wayanadu'],
  ['Thalassery', 'Tellicherry'],
  ['Vadakara', 'Badagara', 'Vatakara'],
  ['Attingal', 'Attingal'],
  ['Chirayinkeezhu', 'Chirayinkil'],
  ['Changanassery', 'Changanacherry', 'Changanassery'],
  ['Kodungallur', 'Cranganore'],
  ['Mananthavady', 'Manantoddy'],
  ['Sulthan Bathery', 'Sultan Bathery', "Sultan's Battery"],
  ['Varkala', 'Varkkala'],
  ['Neyyattinkara', 'Neyyatinkara'],
  ['Peermade', 'Peerumade', 'Peerumedu'],
  ['Udumbanchola', 'Udumbanchola', 'Udumbanchala'],
  ['Thodupuzha', 'Todupuzha'],
  ['Muvattupuzha', 'Moovattupuzha'],
  ['Aluva', 'Alwaye'],
  ['North Paravur', 'Paravur', 'Parur'],
  ['Vaikom', 'Vaikkom'],
  ['Pandalam', 'Pandlam'],
  ['Thiruvalla', 'Tiruvalla'],
  ['Tirur', 'Thirur'],
  ['Tirurangadi', 'Thirurangadi'],
  ['Ottapalam', 'Ottappalam'],
  ['Mannarkkad', 'Mannarkad'],
  ['Kanhangad', 'Kanjangad'],
  ['Panchayat', 'Panchayath'],
  ['Taluk', 'Thaluk', 'Tehsil'],
  ['Tahsildar', 'Tehsildar', 'Thahsildar'],
  ['Department', 'Dept'],
  ['Government', 'Govt'],
  ['Higher Secondary School', 'HSS'],
  ['Lower Primary School', 'LPS'],
  ['Upper Primary School', 'UPS'],
  ['Public Health Centre', 'PHC'],
  ['Primary Health Centre', 'PHC'],
  ['Community Health Centre', 'CHC'],
  ['Grama Panchayat', 'Gram Panchayat', 'GP'],
  ['Block Panchayat', 'BP'],
  ['District Panchayat', 'DP', 'Zilla Panchayat'],
  ['Taluk Office', 'TLK'],
  ['Village Office', 'VO'],
  ['District Collectorate', 'Collectorate', 'District Collector', 'DC'],
  ['Deputy Director of Education', 'DDE'],
  ['District Educational Officer', 'District Educational Office', 'DEO'],
  ['Assistant Educational Officer', 'Assistant Educational Office', 'AEO'],
  ['Deputy Director of Panchayats', 'DDP'],
  ['Revenue Divisional Officer', 'Revenue Divisional Office', 'RDO', 'Sub Collector'],
  ['Principal Accountant General', 'PAG'],
  ['Accountant General', 'AG'],
  ['District Medical Officer', 'District Medical Office', 'DMO'],
  ['District Police Chief', 'Superintendent of Police', 'SP'],
  ['Divisional Forest Officer', 'Divisional Forest Office', 'DFO'],
  ['Block Development Officer', 'BDO'],
  ['Public Works Department', 'PWD'],
  ['Local Self Government Department', 'LSGD'],
  ['General Administration Department', 'GAD'],
  ['Kerala State Electricity Board', 'KSEB'],
  ['Kerala Water Authority', 'KWA'],
  ['Regional Transport Officer', 'Regional Transport Office', 'RTO'],
  ['Executive Engineer', 'EE'],
  ['Assistant Executive Engineer', 'AEE'],
  ['Assistant Engineer', 'AE'],
  ['Village Extension Officer', 'VEO'],
  ['State Public Information Officer', 'SPIO', 'PIO'],
  ['Under Secretary', 'US'],
  ['Section Officer', 'SO'],
]

/** The fourteen districts; names as in SAME. */
export const DISTRICTS: readonly string[] = [
  'Thiruvananthapuram',
  'Kollam',
  'Pathanamthitta',
  'Alappuzha',
  'Kottayam',
  'Idukki',
  'Ernakulam',
  'Thrissur',
  'Palakkad',
  'Malappuram',
  'Kozhikode',
  'Wayanad',
  'Kannur',
  'Kasaragod',
]

/** Words that say of what kind an office or a post is, not which one. */
export const COMMON: readonly string[] = (
  'accounts additional administrative agricultural assistant attendant authority block board branch bureau centre ' +
  'chief circle clerk collector college commissioner commissionerate community corporation court department deputy ' +
  'development director directorate district division divisional driver education educational electrical engineer ' +
  'engineering establishment executive extension finance forest general government gram grama head health higher hospital ' +
  'inspector joint junior kerala local lower manager medical municipality office officer overseer panchayat police ' +
  'post primary principal project public range records registrar regional revenue school secretary secondary section ' +
  'self senior special staff state station sub superintendent surveyor tahsildar taluk tapal teacher technical ' +
  'transport treasury typist under unit upper veterinary village water works ' +
  'ഗ്രാമ പഞ്ചായത്ത് ബ്ലോക്ക് ജില്ലാ താലൂക്ക് വില്ലേജ് ഓഫീസ് ഓഫീസർ വകുപ്പ് നഗരസഭ സെക്രട്ടറി സെക്ഷൻ ക്ലാർക്ക്'
).split(' ')
