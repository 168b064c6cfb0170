"""English words of public-sector questions and their Danish ones: a question in English meets the text's words."""

_PAIRS = """
accept acceptere|access adgang|accessible tilgængelig|agency styrelse|agree enig|agreement aftale|aim mål
ambition ambition|annual årlig|answer svar|answers svar|area område|average gennemsnit|barrier barriere
benefit gevinst|budget budget|building bygning|care pleje|case case|challenge udfordring|children børn
citizen borger|citizens borgere|climate klima|collaborate samarbejde|collaboration samarbejde|collected indsamlet
community lokalsamfund|companies virksomheder|contact kontakt|cooperation samarbejde|copies kopier|copy kopi
cost kostede|costs udgifter|council byråd|county region|data data|decision beslutning|decisions beslutninger
define defineret|defined defineret|definition definition|delay forsinket|development udvikling|dialogue dialog
difference forskel|director direktør|effect effekt|efficiency effektivitet|elderly ældre|election valg
emissions udledning|employee medarbejder|employees medarbejdere|energy energi|expense udgift|experience erfaring
figure figur|finance finansiere|funding finansiering|goal mål|goals mål|government regering|grant tilskud
growth vækst|hamper hæmme|head leder|health sundhed|hinder hæmme|hindered hæmmede|hospital sygehus|idea idé
ideas idéer|impede hæmme|implement implementere|implementation implementering|increase stigning|inhibit hæmme
initiated igangsat|initiative initiativ|interview interview|involve inddrage|involvement inddragelse|law lov
lawmakers politikere|leader leder|leaders ledere|leadership ledelse|legislation lovgivning|limit begrænse
local lokal|management ledelse|manager leder|mayor borgmester|measure måle|meeting møde|million millioner
minister minister|money penge|municipal kommunale|municipalities kommuner|municipality kommune|national national
obstacle barriere|office kontor|organisation organisation|parliament folketinget|participate deltage|party parti
percent pct|percentage procent|plan plan|policy politik|political politiske|politician politiker
politicians politikere|population befolkning|price pris|project projekt|promote fremme|public offentlig
purpose formål|quality kvalitet|quarter kvartal|question spørgsmål|questionnaire spørgeskema|reason årsag
recommend anbefale|recommendation anbefaling|reduce reducere|reduction reduktion|region region|regional regional
report rapport|requirement krav|research forskning|resistance modstand|respondents svar|response svar
result resultat|results resultater|reuse genbrug|reused genbrugt|risk risiko|role rolle|rule regel
satisfaction tilfredshed|school skole|schools skoler|sector sektor|service service|share andel
significant signifikant|solution løsning|solutions løsninger|staff medarbejdere|start igangsætte|started igangsat
state stat|statistics statistik|support støtte|survey undersøgelse|target mål|tax skat|technology teknologi|town by
trust tillid|users brugere|value værdi|waste affald|weather vejr|weight vægtet|welfare velfærd|work arbejde
workplace arbejdsplads|workplaces arbejdspladser|year år|youth unge
"""
DANISH = dict(pair.split() for line in _PAIRS.split("\n") for pair in line.split("|") if pair)
"""English word -> Danish word, lower case."""
