// Words of trades that advertise in names and hosts. Ordinary in a text, telling as a name. Data only.

/** Matched as whole words of a name, and as pieces of five letters and more of a host name. */
const tradeWords: readonly string[] = // Medicine, body
  (
    'viagra cialis levitra clomid xanax tramadol ambien valium phentermine propecia lasix zithromax doxycycline ' +
    'amoxicillin prednisone modafinil accutane steroid steroids hgh cbd kratom vape vapes ecig ecigs pharma pharmacy ' +
    'pharmacies apotheke pills supplement supplements weightloss slimming acai garcinia keto botox implants dental ' +
    'dentist orthodontist chiropractor chiropractic rehab detox hairloss skincare acne tinnitus diabetes diabetic ' +
    'fitness workout muscle protein massage psychic tarot astrology horoscope ' +
    // Money, law, trades
    'loan loans lender lenders payday mortgage mortgages credit creditcard refinance insurance insurances forex ' +
    'trading trader broker brokers bitcoin crypto casino casinos poker blackjack roulette slots slot bingo lottery ' +
    'lotto betting sportsbook gambling jackpot attorney attorneys lawyer lawyers bankruptcy injury realty realtor ' +
    'realestate property properties apartments condo condos villas plumber plumbing plumbers electrician roofing ' +
    'roofer locksmith locksmiths movers moving remodeling renovation contractor contractors landscaping pestcontrol ' +
    'carpet cleaning cleaners hvac garage towing limousine limo taxi rental rentals hire ' +
    // Goods
    'jersey jerseys shoes shoe sneakers boots boot handbag handbags purse purses wallet wallets watch watches replica ' +
    'replicas sunglasses eyeglasses jewelry jewellery jewelers diamond diamonds dress dresses gown gowns clothing ' +
    'outlet outlets store shop shops deals deal coupon coupons discount discounts wholesale supplier suppliers sale ' +
    'cheap cheapest buy nike adidas jordan jordans airmax uggs ugg gucci prada chanel hermes vuitton louboutin ' +
    'birkenstock fitflop fitflops crocs timberland moncler burberry rolex omega cartier pandora tiffany oakley ' +
    'rayban hollister abercrombie northface belstaff barbour nfl nba nhl mlb snapback snapbacks hats furniture ' +
    'mattress mattresses appliances equipment equipments tools machinery printing banners packaging gadgets batteries ' +
    // Services, web
    'seo backlinks backlink traffic followers subscribers likes marketing marketer adsense affiliate hosting webhosting ' +
    'domains webdesign software downloads download torrent warez crack keygen serial essay essays papers thesis ' +
    'dissertation homework assignment writing writers translation training course courses certification diploma degree ' +
    'schools school college grants scholarships jobs careers resume recruitment travel flights hotel hotels holidays ' +
    'vacation vacations tours cruise cruises tickets ringtones wallpapers iphone ipad android apk games cheats hack ' +
    'hacks minecraft poker streaming movies mp3 video videos iptv vpn proxy proxies reviews review coupons ' +
    // Adult, dating
    'sex sexy porn porno xxx xnxx xvideos nude nudes naked teen teens milf escort escorts webcam webcams camgirl dating ' +
    'hookup singles brides viagras gay erotic fetish adult ' +
    // Other languages
    'kredit kredite versicherung schuhe günstig kaufen billig shop angebote abnehmen umzug schlüsseldienst ' +
    'assurance crédit rachat voyance rencontre serrurier plombier chaussures pas cher location vente ' +
    'préstamos créditos seguros zapatos baratos comprar venta abogado abogados cerrajero ' +
    'prestiti scarpe vendita offerte finanziamenti comprar barato emprego emagrecer ' +
    'pozycjonowanie kredyty pożyczki chwilówki ubezpieczenia tanie sklep odzież hurtownia ' +
    'кредит займ займы ремонт купить продажа магазин услуги юрист окна такси доставка аренда бесплатно скачать порно ' +
    'judi togel slot gacor situs agen bola jual beli jasa murah sewa obat herbal toko grosir'
  )
    .split(' ')
    .filter((word, at, all) => word.length > 2 && all.indexOf(word) === at);

const asWords: ReadonlySet<string> = new Set(tradeWords);
const latin = /^[a-z\d]{5,}$/;
const asPieces = new RegExp(
  tradeWords
    .filter((word) => latin.test(word) && word.length >= 5)
    .sort((one, other) => other.length - one.length)
    .join('|'),
  'g',
);

/** The trade words among the words of a name. */
export const tradeWordsAmong = (words: readonly string[]): readonly string[] =>
  words.filter((word) => asWords.has(word));

/** The trade words of five letters and more within a host name, longest first at each place. */
export const tradePiecesIn = (host: string): readonly string[] => host.match(asPieces) ?? [];
