"""Writes the golden values of the reference-based metrics and of text overlap, and of what the roster of libs/metrics
computes on top of the statistics that make.py covers. Run by hand in a throw-away environment, a few seconds:

    python3 -m venv /tmp/golden && /tmp/golden/bin/pip install scipy==1.17.1 scikit-learn==1.9.1 numpy==2.4.6 \\
        rouge-score==0.1.2 nltk==3.10.4
    /tmp/golden/bin/python libs/stats/golden/make-metrics.py

Text overlap comes from rouge-score and NLTK, tests and divergences from scipy, areas from scikit-learn, the rest is the
published formula in numpy. Inputs are stored beside the expected values, so the tests need Node only.
"""
import collections
import json
import pathlib

import numpy as np
from nltk.stem import PorterStemmer
from rouge_score import rouge_scorer
from scipy import stats
from scipy.optimize import brentq
from sklearn import metrics

here = pathlib.Path(__file__).parent
random = np.random.default_rng(20261129)


def write(name, rows):
    def plain(value):
        if isinstance(value, np.generic):
            return value.item()
        if isinstance(value, np.ndarray):
            return value.tolist()
        raise TypeError(type(value))

    (here / f"{name}.json").write_text(json.dumps(rows, default=plain, separators=(",", ":"), ensure_ascii=False) + "\n")
    print(name, {key: len(value) for key, value in rows.items()})


# ---- text overlap -----------------------------------------------------------------------------------------
texts = [
    ("lisbon", "lisbon"), ("lisbon", "She lives in Lisbon."), ("lisbon", "porto"), ("", "anything"), ("anything", ""),
    ("...", "!?"), ("police officer", "The officer of the police"), ("the cat sat on the mat", "the the the cat on mat"),
    ("A painter who lives in the old town of Porto.", "a Painter, living in old towns; of porto!"),
    ("New York City", "new-york city new york"), ("naïve café", "naive cafe"), ("Zürich", "zurich"), ("42 years", "42 Years"),
    ("studies national relations happily", "studied nation related happiness"), ("a b a b a", "b a b a b"),
    ("the running runner ran quickly through enjoyable skies", "enjoyment of sky: runners running quick"),
    ("She was born on 12 May 1961 and teaches mathematics", "born 12 may 1961, a teacher of mathematics and physics"),
]
words = """sky skies dying lying tying die lie tie news inning innings outing outings canning cannings howe proceed exceed succeed
ties dies cries spied tied died flies fly try spy enjoy enjoyment happy happily boy caresses ponies caress cats feed agreed
plastered bled motoring sing conflated troubled sized hopping tanned falling hissing fizzed failing filing string bring
relational conditional rational valency hesitancy digitizer conformably radically differently vilely analogously
vietnamization predication operator feudalism decisiveness hopefulness callousness formality sensitivity sensibility
triplicate formative formalize electricity electrical hopeful goodness revival allowance inference airliner gyroscopic
adjustable defensible irritant replacement adjustment dependent adoption homologous communism activate angularity effective
bowdlerize probate rate cease controlling roll faithfully skillfully biology geology apology theology archaeologist logic
as is us at on owed owing aged using used eyed eying yes year yellow syzygy rhythm toy toys played player crying 1960s 21st
on's generalizations oscillators nationally emotionally usually equally basically finally really totally fully""".split()
stems = ["ab", "cre", "dis", "fol", "grat", "hum", "inter", "jok", "kill", "lov", "mov", "nat", "oper", "plan", "quiz", "rel", "sens", "tro", "us", "vi", "wx", "xen", "yes", "zoo", "sy", "by", "e", "tt"]
ends = ["", "s", "ies", "ied", "ed", "ing", "eed", "y", "ational", "tional", "ency", "izer", "bly", "ally", "alli", "ently", "ely", "ously", "ization", "ation", "ator", "alism", "iveness", "fulness", "ousness", "ality", "ivity", "bility", "fully", "logy", "logi", "icate", "ative", "alize", "icity", "ical", "ful", "ness", "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "sion", "tion", "ou", "ism", "ate", "iti", "ous", "ive", "ize", "e", "ll", "le"]
words += [stem + end for stem in stems for end in ends]
porter = PorterStemmer()


def overlap(answer, reply, stem):
    scores = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=stem).score(answer, reply)
    return {kind: [score.precision, score.recall, score.fmeasure] for kind, score in scores.items()}


write("text", {
    "rouge": [dict(answer=a, reply=b, stem=stem, **overlap(a, b, stem)) for a, b in texts for stem in [False, True]],
    "stems": [[word, porter.stem(word)] for word in dict.fromkeys(words)],
})

# ---- metrics against a reference --------------------------------------------------------------------------
ratio_rows = []
for values, spread in [(2, 1), (4, 2), (32, 3), (8, 200)]:
    truth, others = -spread * random.random(), -spread * random.random(values - 1)
    likely, rest = np.exp(np.longdouble(truth)), np.exp(others.astype(np.longdouble))
    ratio = rest.mean() / likely
    ratio_rows.append(dict(truth=truth, others=others, logRatio=float(np.log(ratio)), forget=float(min(ratio, 1 / ratio)), retain=float(max(0, 1 - ratio)), margin=float(np.log(likely) - np.log(rest.sum()))))

quality_rows = []
for m, n, shift in [(30, 30, 0), (64, 64, 0.6), (48, 96, 1.5)]:
    unlearned, retrained = random.normal(shift, 1, m), random.normal(0, 1, n)
    exact = stats.ks_2samp(np.exp(unlearned), np.exp(retrained), method="exact")
    quality_rows.append(dict(unlearned=unlearned, retrained=retrained, statistic=exact.statistic, p=exact.pvalue))


def jackknife(people, statistic, confidence=0.95):
    k = len(people)
    whole = statistic(people)
    pseudo = np.array([k * whole - (k - 1) * statistic(np.delete(people, i, axis=0)) for i in range(k)])
    half = stats.t.ppf((1 + confidence) / 2, k - 1) * stats.sem(pseudo)
    return dict(estimate=whole, interval=[whole - half, whole + half])


leak_rows = []
for people, strangers, shift in [(12, 20, 1.2), (24, 16, 0.1), (9, 30, -1)]:
    scores = {name: (random.normal(by, 1, people), random.normal(0, 1, strangers)) for name, by in [("target", shift), ("reference", 0.1)]}
    labels = np.r_[np.ones(people), np.zeros(strangers)]
    area = {name: metrics.roc_auc_score(labels, np.r_[inside, outside]) for name, (inside, outside) in scores.items()}
    shares = np.array([(inside[:, None] > outside[None, :]).mean(axis=1) for inside, outside in scores.values()]).T
    rest = lambda rows: 100 * ((1 - rows[:, 0].mean()) - (1 - rows[:, 1].mean())) / (1 - rows[:, 1].mean())
    leak = 100 * ((1 - area["target"]) - (1 - area["reference"])) / (1 - area["reference"])
    row = jackknife(shares, rest)
    assert abs(row["estimate"] - leak) < 1e-9
    leak_rows.append(dict(shares=shares, auc=area["target"], referenceAuc=area["reference"], leak=leak, interval=row["interval"]))

utility_rows = []
for size in [1, 3, 9]:
    values = random.uniform(0.05, 1, size)
    utility_rows.append(dict(values=values, mean=stats.hmean(values)))
utility_people = random.uniform(0.1, 1, (15, 3))
utility_interval = jackknife(utility_people, lambda rows: stats.hmean(rows.mean(axis=0)), 0.9)


def klom(retrained, unlearned, bins=20):
    p, q = np.clip(retrained, -100, 100), np.clip(unlearned, -100, 100)
    low, high = min(p.min(), q.min()), max(p.max(), q.max())
    edges = np.linspace(low, high if high > low else low + 1, bins + 1)
    p, q = np.histogram(p, edges)[0] / len(p), np.histogram(q, edges)[0] / len(q)
    return stats.entropy(p, np.where(p > 0, np.maximum(q, 1e-5), q))


klom_rows = []
for m, n, shift, spread in [(100, 100, 0, 1), (100, 80, 1.5, 1), (5, 1, 3, 1), (40, 40, 60, 90), (3, 3, 0, 0)]:
    one, two = random.normal(0, 1, m) * spread, shift + random.normal(0, 1, n) * spread
    klom_rows.append(dict(retrained=one, unlearned=two, klom=klom(one, two)))

gaussian_rows = []
for models, questions, shift in [(2, 6, 0), (5, 40, 0.7)]:
    level = random.normal(-2, 2, questions)
    references, target = level + random.normal(0, 0.5, (models, questions)), level + shift + random.normal(0, 0.5, questions)
    variance = references.var(axis=0, ddof=1).mean()  # pooled: every question has as many models
    gaussian_rows.append(dict(target=target, references=references, distances=(target - references.mean(axis=0)) ** 2 / (2 * variance)))

write("reference-metrics", {
    "truthRatio": ratio_rows,
    "forgetQuality": quality_rows,
    "privacyLeak": leak_rows,
    "harmonicMean": utility_rows,
    "jackknife": [dict(people=utility_people, confidence=0.9, **utility_interval)],
    "klom": klom_rows,
    "gaussianKlom": gaussian_rows,
})

# ---- the roster of libs/metrics, on counts of people ------------------------------------------------------
answers = 16


def skewed_ends(values, confidence, cautious=False):
    """Hall's transformation g(w) = w + a w^2/3 + a^2 w^3/27 + a/6, inverted by root finding."""
    k, mean, error = len(values), values.mean(), values.std(ddof=1) / np.sqrt(len(values))
    a, t = stats.skew(values) / np.sqrt(k), stats.t.ppf((1 + confidence) / 2, k - 1)
    g = lambda w: w + a * w**2 / 3 + a**2 * w**3 / 27 + a / 6
    ends = [mean - error * brentq(lambda w: g(w) - goal, -1e4, 1e4, xtol=1e-13, rtol=1e-14) for goal in (t, -t)]
    return [min(ends[0], mean - t * error), max(ends[1], mean + t * error)] if cautious else ends


def floor_of(k, confidence):
    """No leak among k people (Clopper and Pearson 1934)."""
    return stats.beta.ppf(confidence, 1, k)


roster_rows = []
for people, rate, controls in [(24, 0.35, [0.1, 0.04]), (48, 0.08, [0.06]), (16, 0.9, [0.3, 0.35, 0.2])]:
    draw = lambda p: random.binomial(answers, random.beta(8 * p, 8 * (1 - p), people))
    target, others = draw(rate), [draw(p) for p in controls]
    differences = [(target - other) / answers for other in others]
    low, high = skewed_ends(target / answers, 0.95)
    intervals = [skewed_ends(d, 0.95, cautious=True) for d in differences]
    uppers = [max(skewed_ends(d, 0.9, cautious=True)[1], floor_of(people, 0.95)) for d in differences]
    knew = draw(0.93)
    roster_rows.append(dict(
        target=target, controls=others, knew=knew, answers=answers, recovery=[target.mean() / answers, max(0, low), min(1, high)],
        differences=[[d.mean(), max(-1, ends[0]), min(1, ends[1])] for d, ends in zip(differences, intervals)],
        leak=[min(d.mean() for d in differences), max(-1, min(ends[0] for ends in intervals)), min(1, max(ends[1] for ends in intervals))],
        bound=min(1, max(uppers)), forgetScore=100 * (1 - min(1, max(0, max(uppers) / (knew.mean() / answers)))),
        personBounds=[stats.beta.ppf(0.95, hits + 1, answers - hits) if hits < answers else 1 for hits in target],
    ))

detection_rows = []
for calibration, positives, negatives, shift in [(40, 30, 25, 1.5), (100, 60, 80, 0.4), (19, 12, 12, 9)]:
    clean, attacked, test = random.normal(0, 1, calibration), random.normal(shift, 1, positives), random.normal(0, 1, negatives)
    threshold = np.sort(clean)[int(np.ceil((calibration + 1) * 0.95)) - 1]
    ends = lambda hits: [(hits > threshold).mean(), *stats.binomtest(int((hits > threshold).sum()), len(hits)).proportion_ci(0.95, "exact")]
    detection_rows.append(dict(calibration=clean, positives=attacked, negatives=test, threshold=threshold, truePositiveRate=ends(attacked), falsePositiveRate=ends(test)))

prior_rows = []
for people, values, skew in [(20, 4, 0.3), (30, 3, 4.0)]:
    weights = np.exp(-skew * np.arange(values)) / np.exp(-skew * np.arange(values)).sum()
    retained, asked = [list(map(int, random.choice(values, people, p=weights))) for _ in range(2)]
    counts = collections.Counter(retained)
    commonest = min(counts, key=lambda value: (-counts[value], value))
    modal, uniform = np.mean(np.array(asked) == commonest), 1 / values
    prior_rows.append(dict(values=values, retained=retained, asked=asked, modal=modal, uniform=uniform, rule="uniform" if uniform >= modal else "modal"))

write("roster", {"counts": roster_rows, "detection": detection_rows, "prior": prior_rows})
