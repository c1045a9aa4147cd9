"""Short and long names of conferences, journals and series.

A conference's long names are those on its proceedings, as Crossref and DBLP state them, and its
short name is the one on its own site. They are written without year, ordinal, sponsors (`IEEE`),
`Proceedings of the`, `International` and `Annual`, which differ between years and sources. A long
name without `Conference`, `Symposium`, `Meeting` or `Congress` is also matched with one of them;
with one, it is matched only with it: `Machine Learning` is a journal.
"""

CONFERENCES = """
3DV: Conference on 3D Vision
AAAI: AAAI Conference on Artificial Intelligence; National Conference on Artificial Intelligence;
    Conference of the Association for the Advancement of Artificial Intelligence
AACL: Asia-Pacific Chapter of the Association for Computational Linguistics
AAMAS: Conference on Autonomous Agents and Multiagent Systems;
    Joint Conference on Autonomous Agents and Multiagent Systems;
    Conference on Autonomous Agents and Multi-Agent Systems
ACCV: Asian Conference on Computer Vision
ACL: Meeting of the Association for Computational Linguistics;
    Association for Computational Linguistics
ACM MM: ACM Conference on Multimedia; ACM Multimedia Conference; ACM Multimedia
ACML: Asian Conference on Machine Learning
AIED: Conference on Artificial Intelligence in Education
AIES: AI, Ethics, and Society
AIIDE: Artificial Intelligence and Interactive Digital Entertainment;
    AI and Interactive Digital Entertainment;
    AAAI Conference on Artificial Intelligence and Interactive Digital Entertainment
AIME: Conference on Artificial Intelligence in Medicine; Artificial Intelligence in Medicine Europe
AIPS: Conference on Artificial Intelligence Planning Systems
AISTATS: Artificial Intelligence and Statistics
ALT: Conference on Algorithmic Learning Theory
ASE: Conference on Automated Software Engineering
ASIACRYPT: Conference on the Theory and Application of Cryptology and Information Security
Asilomar: Asilomar Conference on Signals, Systems and Computers
ASONAM: Advances in Social Networks Analysis and Mining
ASPLOS: Architectural Support for Programming Languages and Operating Systems
ASRU: Automatic Speech Recognition and Understanding Workshop
AutoML: Conference on Automated Machine Learning
BIBM: Conference on Bioinformatics and Biomedicine
BioNLP: Workshop on Biomedical Natural Language Processing;
    Workshop on Biomedical Language Processing
BMVC: British Machine Vision Conference
CASE: Conference on Automation Science and Engineering
CAV: Conference on Computer Aided Verification
CBMS: Symposium on Computer-Based Medical Systems
CCS: Conference on Computer and Communications Security
CDC: Conference on Decision and Control
CEC: Congress on Evolutionary Computation; Conference on Evolutionary Computation
CGO: Code Generation and Optimization
CHI: CHI Conference on Human Factors in Computing Systems;
    Conference on Human Factors in Computing Systems
CHI PLAY: Conference on Computer-Human Interaction in Play;
    Symposium on Computer-Human Interaction in Play
CHIL: Conference on Health, Inference, and Learning
CIG: Computational Intelligence and Games; Computational Intelligence in Games
CIKM: Conference on Information and Knowledge Management
CLeaR: Conference on Causal Learning and Reasoning
COLING: Conference on Computational Linguistics
CoLLAs: Conference on Lifelong Learning Agents
COLM: Conference on Language Modeling
COLT: Conference on Learning Theory; Conference on Computational Learning Theory
CoNLL: Conference on Computational Natural Language Learning;
    Conference on Natural Language Learning
CoRL: Conference on Robot Learning
CP: Principles and Practice of Constraint Programming
CPAIOR: Integration of AI and OR Techniques in Constraint Programming;
    Integration of AI and OR Techniques in Constraint Programming for Combinatorial Optimization
    Problems;
    Integration of Constraint Programming, Artificial Intelligence, and Operations Research
CRYPTO: Cryptology Conference
CSCW: Conference on Computer Supported Cooperative Work;
    Computer Supported Cooperative Work and Social Computing
CVPR: Computer Vision and Pattern Recognition
DAC: Design Automation Conference
DATE: Design, Automation and Test in Europe; Design, Automation and Test in Europe Conference and
    Exhibition
EACL: European Chapter of the Association for Computational Linguistics
ECAI: European Conference on Artificial Intelligence
ECCV: European Conference on Computer Vision
ECIR: European Conference on Information Retrieval
ECML PKDD: European Conference on Machine Learning;
    European Conference on Machine Learning and Knowledge Discovery in Databases;
    Machine Learning and Knowledge Discovery in Databases; ECML/PKDD; ECML
EDBT: Conference on Extending Database Technology
EMBC: Engineering in Medicine and Biology Society
EMNLP: Empirical Methods in Natural Language Processing
ESWC: Extended Semantic Web Conference; European Semantic Web Conference
EuroSys: European Conference on Computer Systems
FAccT: Fairness, Accountability, and Transparency
FAST: Conference on File and Storage Technologies
FG: Conference on Automatic Face and Gesture Recognition
FIE: Frontiers in Education Conference
FLAIRS: Florida Artificial Intelligence Research Society;
    Florida Artificial Intelligence Research Society Conference; FLAIRS Conference
FOCS: Symposium on Foundations of Computer Science
FSE: Foundations of Software Engineering
GECCO: Genetic and Evolutionary Computation Conference;
    Conference on Genetic and Evolutionary Computation
GLOBECOM: Global Communications Conference
HPCA: High-Performance Computer Architecture; High Performance Computer Architecture
HPDC: High-Performance Parallel and Distributed Computing
HRI: Conference on Human-Robot Interaction
ICANN: Conference on Artificial Neural Networks
ICAPS: Automated Planning and Scheduling
ICASSP: Acoustics, Speech, and Signal Processing; Acoustics, Speech and Signal Processing
ICC: Conference on Communications
ICCAD: Conference on Computer-Aided Design
ICCBR: Conference on Case-Based Reasoning
ICCS: Conference on Computational Science
ICCV: Conference on Computer Vision
ICDE: Conference on Data Engineering
ICDM: Conference on Data Mining
ICDT: Conference on Database Theory
ICHI: Conference on Healthcare Informatics
ICIP: Conference on Image Processing
ICLR: Conference on Learning Representations
ICME: Conference on Multimedia and Expo
ICMI: Conference on Multimodal Interaction
ICML: Conference on Machine Learning
ICMR: Conference on Multimedia Retrieval
ICONIP: Conference on Neural Information Processing
ICPP: Conference on Parallel Processing
ICPR: Conference on Pattern Recognition
ICRA: Conference on Robotics and Automation
ICS: Conference on Supercomputing
ICSE: Conference on Software Engineering
ICTAI: Conference on Tools with Artificial Intelligence
ICWS: Conference on Web Services
ICWSM: Conference on Web and Social Media; AAAI Conference on Web and Social Media;
    Conference on Weblogs and Social Media
IEDM: Electron Devices Meeting
IJCAI: Joint Conference on Artificial Intelligence; Joint Conferences on Artificial Intelligence
IJCNLP: Joint Conference on Natural Language Processing
IJCNN: Joint Conference on Neural Networks
IMC: Internet Measurement Conference
INFOCOM: Conference on Computer Communications
INLG: Natural Language Generation Conference
Interspeech: Conference of the Speech Communication Association
IPCAI: Information Processing in Computer-Assisted Interventions
IPDPS: Parallel and Distributed Processing Symposium;
    Symposium on Parallel and Distributed Processing
IPMI: Information Processing in Medical Imaging
IROS: Intelligent Robots and Systems
ISBI: Symposium on Biomedical Imaging
ISCA: Symposium on Computer Architecture
ISIT: Symposium on Information Theory
ISMB: Intelligent Systems for Molecular Biology
ISMIR: Society for Music Information Retrieval Conference
ISSCC: Solid-State Circuits Conference
ISSTA: Symposium on Software Testing and Analysis
ISWC: Semantic Web Conference
ITCS: Innovations in Theoretical Computer Science
IUI: Intelligent User Interfaces
IUS: Ultrasonics Symposium
KDD: Knowledge Discovery and Data Mining
KR: Principles of Knowledge Representation and Reasoning
L4DC: Learning for Dynamics and Control; Learning for Dynamics and Control Conference
LAK: Learning Analytics and Knowledge
LICS: Symposium on Logic in Computer Science
LION: Learning and Intelligent Optimization
LoG: Learning on Graphs Conference
LPNMR: Conference on Logic Programming and Nonmonotonic Reasoning
LREC: Language Resources and Evaluation Conference; Conference on Language Resources and Evaluation
MICCAI: Medical Image Computing and Computer-Assisted Intervention
MICRO: Symposium on Microarchitecture
MIDL: Medical Imaging with Deep Learning
ML4H: Machine Learning for Health Symposium; Machine Learning for Health Workshop
MLHC: Machine Learning for Healthcare Conference
MLMI: Machine Learning in Medical Imaging; Workshop on Machine Learning in Medical Imaging
MLSys: Machine Learning and Systems; Conference on Machine Learning and Systems; SysML
MobiCom: Mobile Computing and Networking
MSR: Conference on Mining Software Repositories
NAACL: North American Chapter of the Association for Computational Linguistics;
    Nations of the Americas Chapter of the Association for Computational Linguistics
NDSS: Network and Distributed System Security Symposium
NeurIPS: Neural Information Processing Systems; Advances in Neural Information Processing Systems;
    NIPS
NeurIPS Datasets and Benchmarks: Neural Information Processing Systems Datasets and Benchmarks;
    Neural Information Processing Systems Datasets and Benchmarks Track;
    Neural Information Processing Systems Track on Datasets and Benchmarks
NSDI: Networked Systems Design and Implementation
OSDI: Operating Systems Design and Implementation
PACT: Conference on Parallel Architectures and Compilation Techniques
PAKDD: Pacific-Asia Conference on Knowledge Discovery and Data Mining;
    Pacific-Asia Knowledge Discovery and Data Mining
PLDI: Programming Language Design and Implementation
PODS: Principles of Database Systems
POPL: Principles of Programming Languages
PPoPP: Principles and Practice of Parallel Programming
PPSN: Parallel Problem Solving from Nature
PRICAI: Pacific Rim Conference on Artificial Intelligence
PSB: Pacific Symposium on Biocomputing
RECOMB: Research in Computational Molecular Biology
RecSys: Conference on Recommender Systems
RSS: Robotics Science and Systems
S&P: Symposium on Security and Privacy
SAC: Symposium on Applied Computing
SAT: Theory and Applications of Satisfiability Testing
SaTML: Conference on Secure and Trustworthy Machine Learning
SC: Conference for High Performance Computing, Networking, Storage and Analysis
SDM: SIAM Conference on Data Mining
SIGCOMM: ACM SIGCOMM Conference
SIGCSE: Technical Symposium on Computer Science Education
SIGGRAPH: Conference on Computer Graphics and Interactive Techniques
SIGIR: Research and Development in Information Retrieval
SIGMOD: Conference on Management of Data
SIGSPATIAL: Conference on Advances in Geographic Information Systems
SLT: Spoken Language Technology Workshop
SMC: Conference on Systems, Man, and Cybernetics
SoCG: Symposium on Computational Geometry
SoCS: Symposium on Combinatorial Search
SODA: Symposium on Discrete Algorithms
SOSP: Symposium on Operating Systems Principles
SOUPS: Symposium on Usable Privacy and Security
STACS: Symposium on Theoretical Aspects of Computer Science
STOC: Symposium on Theory of Computing
TACAS: Tools and Algorithms for the Construction and Analysis of Systems
TEI: Tangible, Embedded, and Embodied Interaction
UAI: Uncertainty in Artificial Intelligence
UbiComp: Pervasive and Ubiquitous Computing
UIST: User Interface Software and Technology
UMAP: User Modeling, Adaptation and Personalization
USENIX ATC: USENIX Technical Conference
USENIX Security: USENIX Security Symposium
VLDB: Conference on Very Large Data Bases; Conference on Very Large Databases
VR: IEEE Virtual Reality; Virtual Reality Conference;
    Conference on Virtual Reality and 3D User Interfaces
WACV: Winter Conference on Applications of Computer Vision;
    Workshop on Applications of Computer Vision
WMT: Conference on Machine Translation
WSC: Winter Simulation Conference; Conference on Winter Simulation
WSDM: Web Search and Data Mining
WWW: Web Conference; World Wide Web Conference; Conference on World Wide Web
"""
"""Lines of `short: long; long`; a line that begins with a space goes on with the one before."""

SERIALS = """
CCIS: Communications in Computer and Information Science
JMLR: Journal of Machine Learning Research
LNAI: Lecture Notes in Artificial Intelligence
LNCS: Lecture Notes in Computer Science
PMLR: Proceedings of Machine Learning Research
TACL: Transactions of the Association for Computational Linguistics
TMLR: Transactions on Machine Learning Research
"""
"""Journals and series that are known by a short name, and whose records have no abbreviation."""
