// The characters that most running text of a language is made of, per multi-byte character set.

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, step) => String.fromCodePoint(from + step));

const PUNCTUATION = Array.from('、。「」『』・ー？！（）：，；《》“”‘’…―〜～　【】');
const KANA = [...range(0x3041, 0x3093), ...range(0x30a1, 0x30f6)];

const JAPANESE = [
  ...PUNCTUATION,
  ...KANA,
  ...Array.from(
    '日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場金' +
      '員九入選立開手米力学問高代明実円関決子動京全目表戦経通外最言氏現理調体化田当八六約主題下首意法不来作性的要用制治度' +
      '務強気小七成期公野協取都和統以機平総加山思家話世受区領多県続進正安設保改数記院女初北午指権心界支第産結百派点教報済' +
      '書府活原先共得解名交資予川向際査勝面委告軍文反元重近千考判認画海参売利組知案道信策集在件団別物側任引使求所次水半品' +
      '昨論計死官増係感特情投示変打男基私各始島直両朝革価式確村提運終挙果西勢減台広容必応演電歳住争談能無再位置企真流格有' +
      '疑口過局少放税検藤町常校料沢裁状工建語球営空職証土与急止送援供可役構木割聞身費付施切由説転食比難防補車優夫研収断井' +
      '何南石足違消境神番規術護展態導鮮備宅害配副算視条幹独警宮究育席輸訪楽起万着乗店述残想線率病農州武声質念待試族象銀域' +
      '助労例衛然早張映限親額監環験追審商葉義伝働形景落欧担好退準賞訴辺造英被株頭技低毎医復仕去姿味負閣韓渡失移差衆個門写' +
      '評課末守若脳極種美岡影命含福蔵量望松非撃佐核観察整段横融型白深字答夜製票況音申様財港識注呼渉達春夏秋冬雨猫犬花',
  ),
];

const SIMPLIFIED = [
  ...PUNCTUATION,
  ...Array.from(
    '的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能' +
      '好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把' +
      '法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西' +
      '再平真听世气信北少关并内加化由却代军产入先山五太水万市眉通务边路接员张反至期建利斯解合取收系做品应件网博客更比较站技' +
      '术京版语言汉字标题章您谢请链接评论记载服数据测试',
  ),
];

const TRADITIONAL = [
  ...PUNCTUATION,
  ...Array.from(
    '的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她里後小麼心多天而能' +
      '好都然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長知民樣現分將外但身些與高意進把' +
      '法此實回二理美點月明其種聲全工己話兒者向情部正名定女問力機給等幾很業最間新什打便位因重被走電四第門相次東政海口使教西' +
      '再平真聽世氣信北少關並內加化由卻代軍產入先山五太水萬市通務邊路接員張反至期建利斯解合取收系做品應件網部落格更比較站技' +
      '術台灣版語言漢字標題章您謝請連結評論記載服數據測試',
  ),
];

const KOREAN = [
  ...PUNCTUATION,
  ...Array.from(
    '이다는을에의가지고하그은한로도를사기아리나어자서시대일인정들있스부수보전제해구라여만면장조상주원오모우공선생국과' +
      '용경연습니까안내마적무비소신성실세유야와위으음중저진제차치트프파포학현형화회히등때데된될것글같게블로그댓링크테스트' +
      '영업발방개계관결교동두드든더단달당되됩또년날남너네노눈느능니말많며명문미바반받번법본분불산살새색석설속순술쉬식심십' +
      '않알양언업없역열요욕운월육율임입잘재점정종좋죄증질집참책처천청초최추출통특편표품필한할함합항했행향험확활황후',
  ),
];

/**
 * Per multi-byte character set, the characters that make up most of a text in its language. A
 * decoding in which few of them occur is a wrong one.
 */
export const FREQUENT_IDEOGRAPHS = {
  'euc-jp': new Set(JAPANESE),
  shift_jis: new Set(JAPANESE),
  gbk: new Set(SIMPLIFIED),
  big5: new Set(TRADITIONAL),
  'euc-kr': new Set(KOREAN),
} as const satisfies Readonly<Record<string, ReadonlySet<string>>>;

/** Per single-byte set of a Latin script, the letters beyond ASCII that its languages use. */
export const FREQUENT_LATIN = {
  'windows-1252': new Set('àâäåæçèéêëìíîïñòóôöøùúûüãõßœÀÂÄÅÆÇÈÉÊÍÎÑÓÔÖØÚÛÜÕŒ'),
  'windows-1250': new Set('ąćęłńóśźżáčďéěíňřšťúůýžőűöüäôľĺŕăâîşţĄĆĘŁŃÓŚŹŻÁČĎÉĚÍŇŘŠŤÚŮÝŽŐŰÖÜÎ'),
  'iso-8859-2': new Set('ąćęłńóśźżáčďéěíňřšťúůýžőűöüäôľĺŕăâîşţĄĆĘŁŃÓŚŹŻÁČĎÉĚÍŇŘŠŤÚŮÝŽŐŰÖÜÎ'),
  'windows-1254': new Set('çğıöşüâîûÇĞİÖŞÜ'),
} as const satisfies Readonly<Record<string, ReadonlySet<string>>>;
