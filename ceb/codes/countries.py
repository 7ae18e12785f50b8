"""Countries and regions: customs' three-digit numbers beside ISO 3166 letters.

CEB messages want the numbers (JGS-20), not the letters. Facts of customs' parameter table as
public backups of 2019 show it, joined with ISO 3166-1; a country without ISO letters has "-".
Compare with the single window's parameters before production.
"""

TABLE = """
101 AF AFG 阿富汗
102 BH BHR 巴林
103 BD BGD 孟加拉国
104 BT BTN 不丹
105 BN BRN 文莱
106 MM MMR 缅甸
107 KH KHM 柬埔寨
108 CY CYP 塞浦路斯
109 KP PRK 朝鲜
110 HK HKG 中国香港
111 IN IND 印度
112 ID IDN 印度尼西亚
113 IR IRN 伊朗
114 IQ IRQ 伊拉克
115 IL ISR 以色列
116 JP JPN 日本
117 JO JOR 约旦
118 KW KWT 科威特
119 LA LAO 老挝
120 LB LBN 黎巴嫩
121 MO MAC 中国澳门
122 MY MYS 马来西亚
123 MV MDV 马尔代夫
124 MN MNG 蒙古
125 NP NPL 尼泊尔
126 OM OMN 阿曼
127 PK PAK 巴基斯坦
128 PS PSE 巴勒斯坦
129 PH PHL 菲律宾
130 QA QAT 卡塔尔
131 SA SAU 沙特阿拉伯
132 SG SGP 新加坡
133 KR KOR 韩国
134 LK LKA 斯里兰卡
135 SY SYR 叙利亚
136 TH THA 泰国
137 TR TUR 土耳其
138 AE ARE 阿联酋
139 YE YEM 也门共和国
141 VN VNM 越南
142 CN CHN 中国
143 TW TWN 中国台湾
144 TL TLS 东帝汶
145 KZ KAZ 哈萨克斯坦
146 KG KGZ 吉尔吉斯斯坦
147 TJ TJK 塔吉克斯坦
148 TM TKM 土库曼斯坦
149 UZ UZB 乌兹别克斯坦
199  ZAS 亚洲其他国家(地区)
201 DZ DZA 阿尔及利亚
202 AO AGO 安哥拉
203 BJ BEN 贝宁
204 BW BWA 博茨瓦那
205 BI BDI 布隆迪
206 CM CMR 喀麦隆
207  CAI 加那利群岛
208 CV CPV 佛得角
209 CF CAF 中非共和国
210  CEU 塞卜泰
211 TD TCD 乍得
212 KM COM 科摩罗
213 CG COG 刚果
214 DJ DJI 吉布提
215 EG EGY 埃及
216 GQ GNQ 赤道几内亚
217 ET ETH 埃塞俄比亚
218 GA GAB 加蓬
219 GM GMB 冈比亚
220 GH GHA 加纳
221 GN GIN 几内亚
222 GW GNB 几内亚(比绍)
223 CI CIV 科特迪瓦
224 KE KEN 肯尼亚
225 LR LBR 利比里亚
226 LY LBY 利比亚
227 MG MDG 马达加斯加
228 MW MWI 马拉维
229 ML MLI 马里
230 MR MRT 毛里塔尼亚
231 MU MUS 毛里求斯
232 MA MAR 摩洛哥
233 MZ MOZ 莫桑比克
234 NA NAM 纳米比亚
235 NE NER 尼日尔
236 NG NGA 尼日利亚
237 RE REU 留尼汪
238 RW RWA 卢旺达
239 ST STP 圣多美和普林西比
240 SN SEN 塞内加尔
241 SC SYC 塞舌尔
242 SL SLE 塞拉利昂
243 SO SOM 索马里
244 ZA ZAF 南非
245 EH ESH 西撒哈拉
246 SD SDN 苏丹
247 TZ TZA 坦桑尼亚
248 TG TGO 多哥
249 TN TUN 突尼斯
250 UG UGA 乌干达
251 BF BFA 布基纳法索
252 CD COD 民主刚果
253 ZM ZMB 赞比亚
254 ZW ZWE 津巴布韦
255 LS LSO 莱索托
256  MEL 梅利利亚
257 SZ SWZ 斯威士兰
258 ER ERI 厄立特里亚
259 YT MYT 马约特岛
299 - - 非洲其他国家(地区)
301 BE BEL 比利时
302 DK DNK 丹麦
303 GB GBR 英国
304 DE DEU 德国
305 FR FRA 法国
306 IE IRL 爱尔兰
307 IT ITA 意大利
308 LU LUX 卢森堡
309 NL NLD 荷兰
310 GR GRC 希腊
311 PT PRT 葡萄牙
312 ES ESP 西班牙
313 AL ALB 阿尔巴尼亚
314 AD AND 安道尔
315 AT AUT 奥地利
316 BG BGR 保加利亚
318 FI FIN 芬兰
320 GI GIB 直布罗陀
321 HU HUN 匈牙利
322 IS ISL 冰岛
323 LI LIE 列支敦士登
324 MT MLT 马耳他
325 MC MCO 摩纳哥
326 NO NOR 挪威
327 PL POL 波兰
328 RO ROU 罗马尼亚
329 SM SMR 圣马力诺
330 SE SWE 瑞典
331 CH CHE 瑞士
334 EE EST 爱沙尼亚
335 LV LVA 拉脱维亚
336 LT LTU 立陶宛
337 GE GEO 格鲁吉亚
338 AM ARM 亚美尼亚
339 AZ AZE 阿塞拜疆
340 BY BLR 白俄罗斯
343 MD MDA 摩尔多瓦
344 RU RUS 俄罗斯联邦
347 UA UKR 乌克兰
349 - - 塞尔维亚和黑山
350 SI SVN 斯洛文尼亚
351 HR HRV 克罗地亚
352 CZ CZE 捷克共和国
353 SK SVK 斯洛伐克
354 MK MKD 马其顿
355 BA BIH 波斯尼亚-黑塞哥维那共和
356 VA VAT 梵蒂冈城国
399  ZEU 欧洲其他国家(地区)
401 AG ATG 安提瓜和巴布达
402 AR ARG 阿根廷
403 AW ABW 阿鲁巴岛
404 BS BHS 巴哈马
405 BB BRB 巴巴多斯
406 BZ BLZ 伯利兹
408 BO BOL 玻利维亚
409 - - 博内尔
410 BR BRA 巴西
411 KY CYM 开曼群岛
412 CL CHL 智利
413 CO COL 哥伦比亚
414 DM DMA 多米尼亚共和国
415 CR CRI 哥斯达黎加
416 CU CUB 古巴
417 CW CUW 库腊索岛
418 DO DOM 多米尼加共和国
419 EC ECU 厄瓜多尔
420 GF GUF 法属圭亚那
421 GD GRD 格林纳达
422 GP GLP 瓜德罗普
423 GT GTM 危地马拉
424 GY GUY 圭亚那
425 HT HTI 海地
426 HN HND 洪都拉斯
427 JM JAM 牙买加
428 MQ MTQ 马提尼克
429 MX MEX 墨西哥
430 MS MSR 蒙特塞拉特
431 NI NIC 尼加拉瓜
432 PA PAN 巴拿马
433 PY PRY 巴拉圭
434 PE PER 秘鲁
435 PR PRI 波多黎各
436 - - 萨巴
437 LC LCA 圣卢西亚
438 - - 圣马丁岛
439 VC VCT 圣文森特和格林纳丁斯
440 SV SLV 萨尔瓦多
441 SR SUR 苏里南
442 TT TTO 特立尼达和多巴哥
443 TC TCA 特克斯和凯科斯群岛
444 UY URY 乌拉圭
445 VE VEN 委内瑞拉
446 VG VGB 英属维尔京群岛
447 KN KNA 圣其茨-尼维斯
448 PM SPM 圣皮埃尔和密克隆
449 - - 荷属安地列斯群岛
499  ZSA 拉丁美洲其他国家(地区)
501 CA CAN 加拿大
502 US USA 美国
503 GL GRL 格陵兰
504 BM BMU 百慕大
599  ZNA 北美洲其他国家(地区)
601 AU AUS 澳大利亚
602 CK COK 库克群岛
603 FJ FJI 斐济
604  GAM 盖比群岛
605  MAI 马克萨斯群岛
606 NR NRU 瑙鲁
607 NC NCL 新喀里多尼亚
608 VU VUT 瓦努阿图
609 NZ NZL 新西兰
610 NF NFK 诺福克岛
611 PG PNG 巴布亚新几内亚
612  SOC 社会群岛
613 SB SLB 所罗门群岛
614 TO TON 汤加
615  TUA 土阿莫土群岛
616  TUB 土布艾群岛
617 WS WSM 萨摩亚
618 KI KIR 基里巴斯
619 TV TUV 图瓦卢
620 FM FSM 密克罗尼西亚联邦
621 MH MHL 马绍尔群岛
622 PW PLW 帕劳共和国
623 PF PYF 法属波利尼西亚
625 WF WLF 瓦利斯和浮图纳
699  ZOC 大洋洲其他国家(地区)
701  ZZZ 国(地)别不详的
702  ZUN 联合国及机构和国际组织
"""

_ROWS = [line.split(" ", 3) for line in TABLE.strip().splitlines()]
COUNTRIES: dict[str, str] = {number: name for number, _, _, name in _ROWS}
_BY_LETTERS: dict[str, str] = {
    letters: number
    for number, alpha2, alpha3, _ in _ROWS
    for letters in (alpha2, alpha3)
    if letters != "-"
}
_LETTERS: dict[str, tuple[str, str]] = {number: (two, three) for number, two, three, _ in _ROWS}


def customs_country(letters: str) -> str:
    """The customs number of an ISO alpha-2 or alpha-3 code, or of itself. Raises KeyError."""
    wanted = letters.strip().upper()
    return wanted if wanted in COUNTRIES else _BY_LETTERS[wanted]


def iso_country(number: str) -> tuple[str, str]:
    """(alpha-2, alpha-3) of a customs number; "-" where there is none. Raises KeyError."""
    return _LETTERS[number]
