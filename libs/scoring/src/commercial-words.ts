// Words that sell. Kept as data in two strengths; matched on whole words only.
import { indexPhrases } from './phrases.js';

const blatant = [
  // Medicines
  ...['viagra', 'cialis', 'levitra', 'sildenafil', 'tadalafil', 'tramadol', 'xanax', 'phentermine'],
  ...[
    'online pharmacy',
    'canadian pharmacy',
    'male enhancement',
    'weight loss pills',
    'diet pills',
  ],
  ...['potenzmittel', 'виагра', 'сиалис'],
  // Gambling
  ...['casino', 'casinos', 'online casino', 'poker online', 'sportsbook', 'slot gacor', 'togel'],
  ...[
    'judi online',
    'situs slot',
    'bandar bola',
    'slot machines',
    'sportwetten',
    'apuestas online',
  ],
  ...['scommesse online', 'casino en ligne', 'казино', 'ставки на спорт', 'игровые автоматы'],
  ...['博彩', '赌场', '娱乐城', '六合彩', '百家乐', 'カジノ', '카지노', '바카라', '토토사이트'],
  // Money
  ...['payday loan', 'payday loans', 'cash advance', 'bad credit loans', 'binary options'],
  ...['forex signals', 'debt consolidation', 'sofortkredit', 'kredit ohne schufa', 'crédit rapide'],
  ...['préstamos rápidos', 'empréstimo rápido', 'prestiti veloci', 'микрозайм', 'займ онлайн'],
  ...['pożyczki online', 'chwilówki', '代开发票', '现金贷'],
  // Adult
  ...['porn', 'porno', 'xxx', 'sex cam', 'sex cams', 'sex toys', 'escort girls', 'escort service'],
  ...['milf', 'порно', 'проститутки', 'эскорт', '成人视频', '裸聊', '出会い系', 'アダルト'],
  // Counterfeits
  ...['replica watches', 'replica handbags', 'fake rolex', 'cheap jerseys', 'nfl jerseys'],
  ...['nba jerseys', 'nhl jerseys', 'mlb jerseys', 'soccer jerseys', 'football jerseys'],
  ...[
    'wholesale jerseys',
    'louis vuitton',
    'louboutin',
    'michael kors',
    'canada goose',
    'ugg boots',
  ],
  ...['cheap uggs', 'ray ban sunglasses', 'coach outlet', 'beats by dre', 'air max', 'air jordan'],
  ...['スーパーコピー', 'ブランドコピー', '高仿'],
  // Search engine tricks and ghost writing
  ...['buy backlinks', 'quality backlinks', 'seo services', 'seo service', 'link building service'],
  ...['buy followers', 'instagram followers', 'essay writing service', 'write my essay'],
  ...['buy essay', 'накрутка подписчиков', 'продвижение сайтов'],
];

const selling = [
  ...['cheap', 'cheapest', 'discount', 'discounts', 'buy', 'sale', 'outlet', 'wholesale', 'coupon'],
  ...['coupons', 'promo code', 'loan', 'loans', 'mortgage', 'insurance', 'replica', 'replicas'],
  ...['jersey', 'jerseys', 'handbags', 'handbag', 'pills', 'pharmacy', 'supplier', 'best price'],
  ...['free shipping', 'lowest price', 'low budget', 'betting', 'slots', 'gambling', 'poker'],
  ...['dating', 'hookup', 'escort', 'escorts', 'seo', 'backlinks', 'followers', 'locksmith'],
  ...['plumber', 'movers', 'attorney', 'dress', 'dresses', 'shoes', 'sneakers', 'watches'],
  ...['sunglasses', 'nike', 'adidas', 'gucci', 'prada', 'rolex', 'oakley', 'chanel', 'moncler'],
  ...['burberry', 'hermes', 'uggs', 'essay', 'essays', 'forex', 'warez'],
  ...['billig', 'günstig', 'kaufen', 'rabatt', 'kredit', 'versicherung', 'pas cher', 'soldes'],
  ...['acheter', 'barato', 'barata', 'baratos', 'baratas', 'comprar', 'préstamos', 'descuento'],
  ...['comprare', 'scontato', 'prestiti', 'empréstimo', 'tanie', 'pożyczki', 'goedkoop', 'kopen'],
  ...['купить', 'дешево', 'дёшево', 'кредит', 'заказать', 'скидки', 'недорого', '代购', '批发'],
  ...['激安', '通販', '偽物', '대출'],
];

/** Words and phrases that hardly stand in an honest mention, in a dozen languages. */
export const blatantPhrases = indexPhrases(blatant);

/** Words that are ordinary in a text but unusual as somebody's name. */
export const sellingPhrases = indexPhrases(selling);

/** Pieces of host names that are unmistakable even inside a longer word. */
export const blatantHostPieces: readonly string[] = [
  ...['casino', 'viagra', 'porno', 'jerseys', 'payday', 'louboutin', 'vuitton', 'betting'],
];
