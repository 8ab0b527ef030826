"""What happens in a street: category, title, words, place, how it was settled, and the photos before and after."""

from typing import NamedTuple


class Story(NamedTuple):
    category: str
    title: str
    text: str
    place: str
    result: str
    before: str = ""
    after: str = ""
    urgency: str = "normal"
    source: str = "patrol"
    department: str = ""


STORIES = (
    Story("facility-manhole", "门口井盖破损", "井盖边缘断裂，人踩上去会晃，旁边就是小孩上学的路。", "107 室门口", "已更换井盖，周围加固。", "manhole-broken", "manhole-new", "urgent", "chat"),
    Story("environment-waste", "垃圾桶满溢，误时投放多", "分类投放点早晚高峰堆到桶外，天热有异味。", "东门投放点", "增加一次清运，投放点安排志愿者早晚劝导。", "waste-full", "waste-empty"),
    Story("fire-wire", "楼梯口停放电动车并飞线充电", "楼梯口停了 4 辆电动车，从 2 楼拉线下来充电，堵住一半通道。", "2 单元楼梯口", "飞线已拆除，车辆移到车棚，物业张贴告知。", "bikes-stairs", "bikes-shed", department="fire"),
    Story("facility-charging", "电动车充电桩不足，车停楼梯口", "登记电动车 640 辆，原有充电口 24 个，业主多次反映充电难。", "2 号车棚", "新增充电桩和停车棚，已通电启用。", "bikes-stairs", "bikes-shed", "complex", "resident", "power"),
    Story("facility-road", "人行道地砖松动", "雨后踩上去溅水，老人容易绊倒。", "文献路一侧", "松动地砖已重新铺设。", "road-broken", "road-mended", department="enforcement"),
    Story("noise-dance", "广场舞音量影响考生复习", "晚上九点后音量仍大，楼里有两个高三学生。", "中心休闲区", "与领舞人约定晚八点半结束，音量调低。", source="police"),
    Story("dispute-neighbour", "楼上浇花淋湿楼下晾晒衣物", "两家为此争执多次，楼下住户情绪激动。", "1 单元 502 与 402", "双方到场说开，楼上加装接水盘，互相留了电话。"),
    Story("fire-passage", "消防通道被私家车占用", "夜间长期停放，救护车曾进不来。", "北侧通道", "联系车主驶离，划线立牌，夜间巡查三天未再发现。", department="police"),
    Story("environment-drain", "沟渠堵塞，雨后积水", "落叶和垃圾堵住篦子，积水没过脚面。", "北侧沟渠", "已清淤，篦子更换，雨后复查不积水。", "road-broken", "road-mended"),
    Story("order-building", "天台搭建铁皮棚", "顶楼住户搭棚堆放杂物，楼下担心坠落。", "天台", "住户自行拆除，杂物清走。", department="enforcement"),
    Story("order-stalls", "早餐摊占道经营", "上学时段摊位占了半边路，学生走到机动车道。", "小学门口", "摊位引导到便民点，早高峰有人值守。", source="hotline", department="enforcement"),
    Story("facility-light", "路灯不亮", "连着三盏不亮，晚上接孩子看不清路。", "后巷", "更换灯头三个，已亮。", department="power"),
    Story("safety-fraud", "有人自称社保人员上门收费", "两位老人被要求交年审费，没有交成。", "二层楼道", "民警上门核实并在楼道宣传防骗。", source="visit", department="police"),
    Story("livelihood-elderly", "独居老人家中水管漏水", "83 岁老人独居，厨房漏水，自己联系不上维修。", "201 室", "维修队当天更换水管，未收费。", source="visit"),
    Story("dispute-property", "物业停车费上涨引发不满", "业主称未经表决，群里争论激烈，三十多户要求说明。", "物业服务中心", "三方会议商定恢复原价，下月表决后再议。", urgency="complex", source="resident"),
    Story("noise-building", "装修午休时间施工", "中午一点仍有电钻声，家里有婴儿。", "1101 室", "装修队签了作息承诺，午休停工。", source="chat"),
    Story("safety-hazard", "外墙瓷砖脱落", "昨夜掉下两块，下面是幼儿园通道。", "西侧外墙", "已拉警戒线，脱落面敲除加固。", "road-broken", "road-mended", "urgent"),
    Story("petition-request", "要求解决回迁房办证", "回迁五年未办产权证，多次询问没有答复。", "回迁安置房", "已协调不动产登记中心，告知分批办理时间。", source="resident", urgency="complex"),
    Story("livelihood-utility", "高层水压不足", "早晚用水高峰六楼以上没有水。", "六层以上", "二次供水泵更换，水压恢复。", source="hotline"),
    Story("dispute-housing", "翻建围墙越界", "邻居翻建围墙占了半米通道，两家僵持。", "巷内", "现场丈量，围墙退回原线。", urgency="complex"),
)  # fmt: skip
