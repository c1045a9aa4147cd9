"""The thirteen papers of the list, typed by hand as an independent reference."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Paper:
    citekey: str
    title: str
    authors: str
    venue: str
    volume: str
    issue: str
    pages: str
    date: str
    doi: str
    arxiv: str


PAPERS = [
    Paper(
        citekey="retfound-green",
        title="Training a high-performance retinal foundation model with half-the-data and 400 "
        "times less compute",
        authors="Engelmann, Justin; Bernabeu, Miguel O.",
        venue="Nature Communications",
        volume="16",
        issue="1",
        pages="6862",
        date="2025-07",
        doi="10.1038/s41467-025-62123-z",
        arxiv="2405.00117",
    ),
    Paper(
        citekey="eyeclip",
        title="A multimodal visual–language foundation model for computational ophthalmology",
        authors="Shi, Danli; Zhang, Weiyi; Yang, Jiancheng; Huang, Siyu; Chen, Xiaolan; Xu, "
        "Pusheng; Jin, Kai; Lin, Shan; Wei, Jin; Yusufu, Mayinuer; Liu, Shunming; Zhang, "
        "Qing; Ge, Z.; Xu, X.; He, Mingguang",
        venue="npj Digital Medicine",
        volume="8",
        issue="1",
        pages="381",
        date="2025-06-21",
        doi="10.1038/s41746-025-01772-2",
        arxiv="2409.06644",
    ),
    Paper(
        citekey="visionunite",
        title="VisionUnite: A Vision-Language Foundation Model for Ophthalmology Enhanced with "
        "Clinical Knowledge",
        authors="Li, Zihan; Song, Diping; Yang, Zefeng; Wang, Deming; Li, Fei; Zhang, Xiulan; "
        "Kinahan, Paul E.; Qiao, Yu",
        venue="IEEE Transactions on Pattern Analysis and Machine Intelligence",
        volume="",
        issue="",
        pages="",
        date="2025-08-13",
        doi="10.1109/TPAMI.2025.3598734",
        arxiv="2408.02865",
    ),
    Paper(
        citekey="retinavlm-specialist",
        title="Specialized curricula for training vision language models in retinal image analysis",
        authors="Holland, Robbie; Taylor, Thomas R. P.; Holmes, Christopher; Riedl, Sophie; Mai, "
        "Julia; Patsiamanidi, Maria; Mitsopoulou, Dimitra; Hager, Paul; Müller, Philip; "
        "Paetzold, Johannes C.; Scholl, Hendrik P. N.; Bogunović, Hrvoje; Schmidt-Erfurth, "
        "Ursula; Rueckert, Daniel; Sivaprasad, Sobha; Lotery, Andrew J.; Menten, Martin J.; "
        "{PINNACLE consortium}",
        venue="npj Digital Medicine",
        volume="8",
        issue="",
        pages="532",
        date="2025-08",
        doi="10.1038/s41746-025-01893-8",
        arxiv="2407.08410",
    ),
    Paper(
        citekey="flair",
        title="A Foundation Language-Image Model of the Retina (FLAIR): encoding expert knowledge "
        "in text supervision",
        authors="Silva-Rodríguez, Julio; Chakor, Hadi; Kobbi, Riadh; Dolz, Jose; Ben Ayed, Ismail",
        venue="Medical Image Analysis",
        volume="99",
        issue="",
        pages="103357",
        date="2025-01",
        doi="10.1016/j.media.2024.103357",
        arxiv="2308.07898",
    ),
    Paper(
        citekey="deretfound",
        title="A data-efficient strategy for building high-performing medical foundation models",
        authors="Sun, Yuqi; Tan, Weimin; Gu, Zhuoyao; He, Ruian; Chen, Siyuan; Pang, Miao; Yan, Bo",
        venue="Nature Biomedical Engineering",
        volume="9",
        issue="4",
        pages="539-551",
        date="2025-03-05",
        doi="10.1038/s41551-025-01365-0",
        arxiv="",
    ),
    Paper(
        citekey="eyefound",
        title="EyeFound: A Multimodal Generalist Foundation Model for Ophthalmic Imaging",
        authors="Shi, Danli; Zhang, Weiyi; Chen, Xiaolan; Liu, Yexin; Yang, Jiancheng; Huang, Siyu; "
        "Tham, Yih Chung; Zheng, Yingfeng; He, Mingguang",
        venue="",
        volume="",
        issue="",
        pages="",
        date="2024-05-18",
        doi="",
        arxiv="2405.11338",
    ),
    Paper(
        citekey="urfound",
        title="UrFound: Towards Universal Retinal Foundation Models via Knowledge-Guided Masked "
        "Modeling",
        authors="Yu, Kai; Zhou, Yang; Bai, Yang; Soh, Zhi Da; Xu, Xinxing; Goh, Rick Siow Mong; "
        "Cheng, Ching-Yu; Liu, Yong",
        venue="Medical Image Computing and Computer Assisted Intervention – MICCAI 2024",
        volume="15012",
        issue="",
        pages="753-762",
        date="2024",
        doi="10.1007/978-3-031-72390-2_70",
        arxiv="2408.05618",
    ),
    Paper(
        citekey="ret-clip",
        title="RET-CLIP: A Retinal Image Foundation Model Pre-trained with Clinical Diagnostic "
        "Reports",
        authors="Du, Jiawei; Guo, Jia; Zhang, Weihang; Yang, Shengzhu; Liu, Hanruo; Li, Huiqi; "
        "Wang, Ningli",
        venue="Medical Image Computing and Computer Assisted Intervention – MICCAI 2024",
        volume="15012",
        issue="",
        pages="709-719",
        date="2024",
        doi="10.1007/978-3-031-72390-2_66",
        arxiv="2405.14137",
    ),
    Paper(
        citekey="octcube-m",
        title="OCTCube-M: A 3D multimodal optical coherence tomography foundation model for "
        "retinal and systemic diseases with cross-cohort and cross-device validation",
        authors="Liu, Zixuan; Xu, Hanwen; Woicik, Addie; Shapiro, Linda G.; Blazes, Marian; Wu, "
        "Yue; Steffen, Verena; Cukras, Catherine; Lee, Cecilia S.; Zhang, Miao; Lee, Aaron "
        "Y.; Wang, Sheng",
        venue="",
        volume="",
        issue="",
        pages="",
        date="2024-08-20",
        doi="",
        arxiv="2408.11227",
    ),
    Paper(
        citekey="dinoret",
        title="Block Expanded DINORET: Adapting Natural Domain Foundation Models for Retinal "
        "Imaging Without Catastrophic Forgetting",
        authors="Zoellin, Jay; Merk, Colin; Buob, Mischa; Saad, Amr; Giesser, Samuel; Spitznagel, "
        "Tahm; Turgut, Ferhat; Santos, Rui; Zhou, Yukun; Wagner, Sigfried; Keane, Pearse "
        "A.; Tham, Yih Chung; Cabrera DeBuc, Delia; Becker, Matthias D.; Somfai, Gabor M.",
        venue="",
        volume="",
        issue="",
        pages="",
        date="2024-09-25",
        doi="",
        arxiv="2409.17332",
    ),
    Paper(
        citekey="retfound",
        title="A foundation model for generalizable disease detection from retinal images",
        authors="Zhou, Yukun; Chia, Mark A.; Wagner, Siegfried K.; Ayhan, Murat S.; Williamson, "
        "Dominic J.; Struyven, Robbert R.; Liu, Timing; Xu, Moucheng; Lozano, Mateo G.; "
        "Woodward-Court, Peter; Kihara, Yuka; {UK Biobank Eye & Vision Consortium}; "
        "Altmann, Andre; Lee, Aaron Y.; Topol, Eric J.; Denniston, Alastair K.; Alexander, "
        "Daniel C.; Keane, Pearse A.",
        venue="Nature",
        volume="622",
        issue="7981",
        pages="156-163",
        date="2023-09-13",
        doi="10.1038/s41586-023-06555-x",
        arxiv="",
    ),
    Paper(
        citekey="visionfm",
        title="VisionFM: a Multi-Modal Multi-Task Vision Foundation Model for Generalist "
        "Ophthalmic Artificial Intelligence",
        authors="Qiu, Jianing; Wu, Jian; Wei, Hao; Shi, Peilun; Zhang, Minqing; Sun, Yunyun; Li, "
        "Lin; Liu, Hanruo; Liu, Hongyi; Hou, Simeng; Zhao, Yuyang; Shi, Xuehui; Xian, "
        "Junfang; Qu, Xiaoxia; Zhu, Sirui; Pan, Lijie; Chen, Xiaoniao; Zhang, Xiaojia; "
        "Jiang, Shuai; Wang, Kebing; Yang, Chenlong; Chen, Mingqiang; Fan, Sujie; Hu, "
        "Jianhua; Lv, Aiguo; Miao, Hui; Guo, Li; Zhang, Shujun; Pei, Cheng; Fan, Xiaojuan; "
        "Lei, Jianqin; Wei, Ting; Duan, Junguo; Liu, Chun; Xia, Xiaobo; Xiong, Siqi; Li, "
        "Junhong; Lo, Benny; Tham, Yih Chung; Wong, Tien Yin; Wang, Ningli; Yuan, Wu",
        venue="",
        volume="",
        issue="",
        pages="",
        date="2023-10-08",
        doi="",
        arxiv="2310.04992",
    ),
]
