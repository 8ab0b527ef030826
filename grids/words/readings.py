"""Readings that a dictionary of single characters gets wrong: surnames, and words of places."""

SURNAMES = {
    "单": "shan", "單": "shan", "解": "xie", "仇": "qiu", "区": "ou", "區": "ou", "查": "zha", "曾": "zeng",
    "朴": "piao", "任": "ren", "盖": "ge", "蓋": "ge", "华": "hua", "華": "hua", "纪": "ji", "紀": "ji",
    "尉": "yu", "万": "wan", "乐": "yue", "樂": "yue", "员": "yun", "贠": "yun", "翟": "zhai", "宓": "fu",
    "种": "chong", "召": "shao", "折": "she", "缪": "miao", "繆": "miao", "冼": "xian", "洗": "xian",
    "祭": "zhai", "繁": "po", "黑": "he", "秘": "bi", "重": "chong", "晟": "cheng", "能": "nai", "隗": "wei",
    "逄": "pang", "乜": "nie", "眭": "sui", "令": "ling", "盛": "sheng", "隽": "juan", "那": "na", "哈": "ha",
    "卜": "bu", "佴": "nai", "牟": "mu", "撒": "sa", "应": "ying", "應": "ying", "燕": "yan", "宁": "ning",
    "过": "guo", "過": "guo", "幸": "xing", "干": "gan", "於": "yu", "会": "gui", "柏": "bai", "车": "che",
    "車": "che", "石": "shi", "沈": "shen", "葛": "ge", "费": "fei", "訾": "zi", "阚": "kan", "沙": "sha",
    "覃": "qin", "谌": "chen", "钭": "tou", "郇": "xun", "瞿": "qu", "长": "zhang", "行": "xing", "都": "du",
    "万俟": "mo qi", "尉迟": "yu chi", "尉遲": "yu chi", "单于": "chan yu", "澹台": "tan tai", "令狐": "ling hu",
    "长孙": "zhang sun", "长孫": "zhang sun", "夏侯": "xia hou", "宰父": "zai fu", "鲜于": "xian yu",
    "鮮于": "xian yu", "亓官": "qi guan", "颛孙": "zhuan sun", "乐正": "yue zheng", "樂正": "yue zheng",
    "谷梁": "gu liang", "呼延": "hu yan", "仲长": "zhong chang", "拓跋": "tuo ba", "夹谷": "jia gu",
    "欧阳": "ou yang", "歐陽": "ou yang", "南宫": "nan gong", "司马": "si ma", "司馬": "si ma",
}  # fmt: skip

WORDS = {
    "巷道": "xiang dao",
    "弄堂": "long tang",
    "大厦": "da sha",
    "厦门": "xia men",
    "莆田": "pu tian",
    "涵江": "han jiang",
    "拱辰": "gong chen",
    "长河": "chang he",
    "长寿": "chang shou",
    "重庆": "chong qing",
    "朝阳": "chao yang",
    "单元": "dan yuan",
}
