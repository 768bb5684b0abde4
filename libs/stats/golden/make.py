"""Writes the golden values that libs/stats is compared with; docs/statistics.md says how they are used.

Run by hand in a throw-away environment, about half a minute:

    python3 -m venv /tmp/golden && /tmp/golden/bin/pip install scipy==1.17.1 scikit-learn==1.9.1 \\
        numpy==2.4.6 statsmodels==0.15.0 mpmath==1.4.1
    /tmp/golden/bin/python libs/stats/golden/make.py

Special functions come from mpmath at 40 digits (more than double precision can show); everything else from
scipy, scikit-learn and statsmodels, or from a direct transcription of the definition in numpy.
Inputs are stored beside the expected values, so the tests need Node only.
"""
import itertools
import json
import pathlib

import mpmath
import numpy as np
from scipy import integrate, special, stats
from scipy.optimize import brentq
from sklearn import metrics
from statsmodels.stats import multitest, proportion, weightstats
from statsmodels.stats.contingency_tables import mcnemar

here = pathlib.Path(__file__).parent
mpmath.mp.dps = 40
random = np.random.default_rng(20261124)


def write(name, rows):
    def plain(value):
        if isinstance(value, np.generic):
            return value.item()
        if isinstance(value, np.ndarray):
            return value.tolist()
        if isinstance(value, mpmath.mpf):
            return float(value)
        raise TypeError(type(value))

    (here / f"{name}.json").write_text(json.dumps(rows, default=plain, separators=(",", ":")) + "\n")
    print(name, {key: len(value) for key, value in rows.items()})


# ---- special functions ------------------------------------------------------------------------------------
def beta_cdf(x, a, b):
    """x^a (1-x)^b / (a B(a,b)) * (1 + (a+b)/(a+1) x + (a+b)(a+b+1)/((a+1)(a+2)) x^2 + ...): all terms positive.

    Above one half through 1 - I_{1-x}(b, a), with enough digits that a tail of 1e-290 keeps forty of them.
    """
    x, a, b = mpmath.mpf(x), mpmath.mpf(a), mpmath.mpf(b)
    with mpmath.workdps(340):
        if x >= 1:
            return mpmath.mpf(1)
        if x > 0.5:
            return 1 - beta_cdf(1 - x, b, a)
        term = total = mpmath.mpf(1)
        j = 0
        while term > total * mpmath.mpf(10) ** -335:
            term *= (a + b + j) / (a + 1 + j) * x
            total += term
            j += 1
        log_front = a * mpmath.log(x) + b * mpmath.log(1 - x) + mpmath.loggamma(a + b) - mpmath.loggamma(a) - mpmath.loggamma(b)
        return mpmath.exp(log_front) / a * total


def solve(f, near):
    """Secant steps in 40 digits from scipy's double-precision answer."""
    near = mpmath.mpf(float(near))
    return mpmath.findroot(f, (near, near * (1 + mpmath.mpf(10) ** -9)), tol=1e-60, maxsteps=60)


def student_cdf(t, v):
    t, v = mpmath.mpf(t), mpmath.mpf(v)
    tail = beta_cdf(v / (v + t * t), v / 2, mpmath.mpf(1) / 2) / 2
    return 1 - tail if t > 0 else tail


def student_quantile(p, v):
    tail = min(mpmath.mpf(p), 1 - mpmath.mpf(p))
    root = solve(lambda t: mpmath.log(student_cdf(-t, v) / tail), stats.t.isf(float(tail), v))
    return -root if p < 0.5 else root


def noncentral_t_cdf(t, v, d):
    """P((Z + d) / S <= t) for t > 0, by integrating over Z: P(S >= (Z + d) / t), S^2 = chi^2_v / v."""
    inside = lambda z: stats.norm.pdf(z) * special.gammaincc(v / 2, v * ((z + d) / t) ** 2 / 2)
    edges = [max(-d, -12), -4, -1, 1, 4, 12]
    return stats.norm.cdf(-d) + sum(integrate.quad(inside, *ends, epsabs=1e-14, epsrel=1e-13, limit=200)[0] for ends in zip(edges, edges[1:]))


binomial_points = [(k, n, p) for n in [1, 5, 48, 1536, 30000] for p in [1e-6, 0.03, 0.5, 0.97] for k in sorted({0, 1, n // 3, n // 2, n - 1, n})]
binomial_rows = [dict(k=k, n=n, p=p, cdf=1 if k == n else beta_cdf(1 - mpmath.mpf(p), n - k, k + 1), upper=1 if k == 0 else beta_cdf(p, k, n - k + 1)) for k, n, p in binomial_points]
gamma_points = [1e-8, 1e-3, 0.1, 0.49, 0.5, 0.7, 0.999, 1.0000001, 1.3, 1.4616, 1.5, 1.9, 2.0001, 2.3, 2.7, 3, 5.5, 9.99, 10, 12.25, 171.3, 1e4, 1e8]
beta_points = [(x, a, b) for a, b in [(0.5, 0.5), (1, 1), (2, 3), (0.5, 23.5), (4, 45), (30, 1.5), (150, 1387), (768, 769), (5000.5, 0.5), (20000, 30000)] for x in [1e-10, 1e-3, 0.03, 0.1, 0.3, 0.4, 0.5, 0.8, 0.97, 0.999]]
beta_rows = [dict(x=x, a=a, b=b, value=beta_cdf(x, a, b)) for x, a, b in beta_points]
write("special", {
    "logGamma": [dict(x=x, value=mpmath.loggamma(mpmath.mpf(x))) for x in gamma_points],
    "beta": [row for row in beta_rows if row["value"] > mpmath.mpf("1e-290")],
    "inverseBeta": [dict(p=p, a=a, b=b, value=solve(lambda x: beta_cdf(x, a, b) - mpmath.mpf(p), stats.beta.ppf(p, a, b)))
                    for a, b in [(0.5, 0.5), (2, 3), (1, 50), (4, 45), (45, 4), (12, 1525), (150, 1387), (23.5, 0.5)]
                    for p in [1e-6, 0.001, 0.025, 0.05, 0.5, 0.9, 0.975, 0.999]],
    "normalCdf": [dict(x=x, value=mpmath.ncdf(mpmath.mpf(x))) for x in [-37, -20, -8, -5, -3, -2.0001, -1.9999, -1, -0.3, -1e-6, 0, 0.5, 1.6448536, 1.999, 2.5, 4, 8]],
    "normalQuantile": [dict(p=p, value=mpmath.sqrt(2) * mpmath.erfinv(2 * mpmath.mpf(p) - 1)) for p in [1e-20, 1e-10, 1e-4, 0.025, 0.05, 0.3, 0.49999, 0.5001, 0.8, 0.95, 0.975, 0.9999]],
    "studentCdf": [dict(t=t, v=v, value=student_cdf(t, v)) for v in [1, 2.5, 5, 23, 47, 200.7, 1e5] for t in [-12, -4, -2, -1, -0.1, 0.001, 0.7, 1.7, 3, 9] if student_cdf(t, v) > mpmath.mpf("1e-290")],
    "studentQuantile": [dict(p=p, v=v, value=student_quantile(p, v)) for v in [1, 2.5, 5, 23, 47, 200.7, 1e5] for p in [0.001, 0.025, 0.2, 0.45, 0.55, 0.9, 0.95, 0.975, 0.9995]],
    "noncentralTCdf": [dict(t=t, v=v, d=d, value=stats.nct.cdf(t, v, d)) for v in [5, 23, 47, 300.5] for d in [-1, 0.5, 1.5, 2.8, 5, 12] for t in [-1, 0.5, 1.68, 2.4, 6] if 1e-8 < stats.nct.cdf(t, v, d) < 1 - 1e-9],
    "noncentralTFar": [dict(t=t, v=v, d=d, value=noncentral_t_cdf(t, v, d)) for t, v, d in [(31.82, 1, 40), (34.6, 2, 44), (6.314, 1, 5), (120, 3, 90), (400, 1, 300), (52, 48, 50), (60, 7, 38)]],
    "binomial": [row for row in binomial_rows if min(row["cdf"], row["upper"]) > mpmath.mpf("1e-290")],
    "normalDensity": [dict(x=x, value=mpmath.npdf(mpmath.mpf(x))) for x in [-37, -3.2, 0, 0.1, 1, 8]],
    "kolmogorovTail": [dict(x=x, value=special.kolmogorov(x)) for x in [0.05, 0.17, 0.19, 0.21, 0.3, 0.5, 0.8, 1, 1.19, 1.21, 1.358, 2, 3.5]],
})

# ---- rates and means --------------------------------------------------------------------------------------
counts = [(0, 1), (1, 1), (0, 25), (0, 48), (1, 48), (3, 50), (12, 96), (48, 48), (47, 48), (150, 1536), (286, 1536), (1500, 1536), (5, 7), (20, 40)]
def rate_row(k, n, confidence):
    """Wilson's closed form from statsmodels, beta quantiles for the exact ends (Brown, Cai & DasGupta 2001)."""
    miss = 1 - confidence
    low = lambda miss: stats.beta.ppf(miss, k, n - k + 1) if k > 0 else 0
    high = lambda miss: stats.beta.isf(miss, k + 1, n - k) if k < n else 1
    return dict(k=k, n=n, confidence=confidence, wilson=proportion.proportion_confint(k, n, miss, "wilson"), exact=[low(miss / 2), high(miss / 2)], upper=high(miss), lower=low(miss))


rate_rows = [rate_row(k, n, confidence) for k, n in counts for confidence in [0.9, 0.95, 0.999]]
for row in rate_rows:  # scipy's own root finding agrees to its tolerance
    test, level = stats.binomtest(row["k"], row["n"]), row["confidence"]
    assert np.allclose(test.proportion_ci(level, "wilson"), row["wilson"], rtol=1e-9, atol=1e-11)
    assert np.allclose(test.proportion_ci(level, "exact"), row["exact"], rtol=1e-8, atol=1e-11)


def huge_row(k, n, confidence):
    """Next to 0 and 1 scipy's own quantiles are 1e-8 off for so many answers."""
    scipys, miss = rate_row(k, n, confidence), 1 - confidence
    precise = lambda p, a, b, near: solve(lambda x: beta_cdf(x, a, b) - p, near)
    low = lambda miss, near: precise(mpmath.mpf(miss), k, n - k + 1, near) if k > 0 else 0
    high = lambda miss, near: precise(1 - mpmath.mpf(miss), k + 1, n - k, near) if k < n else 1
    exact = [low(miss / 2, scipys["exact"][0]), high(miss / 2, scipys["exact"][1])]
    return dict(scipys, exact=exact, upper=high(miss, scipys["upper"]), lower=low(miss, scipys["lower"]))


rate_rows += [huge_row(k, 10**9, 0.95) for k in [0, 1, 7, 10**9 - 1, 10**9]]
rate_rows += [rate_row(k, 10**9, 0.95) for k in [10**6, 5 * 10**8]]

mean_rows = []
for size, p, spread in [(24, 0.02, 0.2), (48, 0.1, 0.2), (48, 0.5, 0.3), (5, 0.3, 0.1), (200, 0.013, 0.03)]:
    strength = 1 / spread - 1
    rates = random.beta(p * strength, (1 - p) * strength, size)
    values = random.binomial(32, rates) / 32
    mean, error = values.mean(), values.std(ddof=1) / np.sqrt(size)
    skewness = stats.skew(values)
    a = skewness / np.sqrt(size)

    def closed_forms(confidence):
        t = stats.t.ppf((1 + confidence) / 2, size - 1)
        g = lambda w: w + a * w**2 / 3 + a**2 * w**3 / 27 + a / 6
        skewed = [mean - error * brentq(lambda w: g(w) - goal, -1e4, 1e4, xtol=1e-13, rtol=1e-14) for goal in (t, -t)]
        effective = mean * (1 - mean) / error**2
        centre = (mean + t * t / (2 * effective)) / (1 + t * t / effective)
        half = t / (1 + t * t / effective) * np.sqrt(mean * (1 - mean) / effective + t * t / (4 * effective**2))
        plain = stats.ttest_1samp(values, 0).confidence_interval(confidence)
        return dict(confidence=confidence, t=[plain.low, plain.high], skewed=skewed, score=[centre - half, centre + half])

    replicates = np.sort(random.choice(values, (400, size)).mean(axis=1))
    left_out = (values.sum() - values) / (size - 1)
    below = (np.sum(replicates < mean - 1e-12) + np.sum(replicates <= mean + 1e-12)) / 2 / len(replicates)
    z0 = stats.norm.ppf(below)
    d = left_out.mean() - left_out
    acceleration = np.sum(d**3) / (6 * np.sum(d**2) ** 1.5)
    za = stats.norm.ppf([0.025, 0.975])
    bca = np.quantile(replicates, stats.norm.cdf(z0 + (z0 + za) / (1 - acceleration * (z0 + za))))
    mean_rows.append(dict(values=values, mean=mean, variance=values.var(ddof=1), skewness=skewness, intervals=[closed_forms(c) for c in [0.8, 0.95, 0.99]], replicates=replicates, leftOut=left_out, bca=bca, quantiles=np.quantile(replicates, [0.1, 0.25, 0.975])))
write("intervals", {"rates": rate_rows, "means": mean_rows})

# ---- tests ------------------------------------------------------------------------------------------------
def sign_flips(differences):
    """All patterns, by definition."""
    d = np.asarray(differences)
    sums = np.array(list(itertools.product([-1, 1], repeat=len(d)))) @ np.abs(d)
    at = d.sum()
    return dict(greater=np.mean(sums >= at - 1e-9), less=np.mean(sums <= at + 1e-9), twoSided=min(1, 2 * min(np.mean(sums >= at - 1e-9), np.mean(sums <= at + 1e-9))))


permutation_rows = []
for size in [1, 4, 9, 14]:
    for lattice in [True, False]:
        d = random.integers(-6, 12, size) / 32 if lattice else random.normal(0.2, 1, size)
        check = stats.permutation_test((d, np.zeros(size)), lambda x, y: np.mean(x - y), permutation_type="samples", alternative="greater", n_resamples=np.inf) if size > 1 else None
        row = sign_flips(d)
        assert check is None or abs(check.pvalue - row["greater"]) < 1e-12
        permutation_rows.append(dict(differences=d, **row))

difference_rows = []
for floor in [0, 0.02]:
    target, control = random.binomial(20, 0.25, 12), random.binomial(20, 0.15, 12)
    paired_t = stats.ttest_rel(target / 20, control / 20)
    interval = paired_t.confidence_interval(0.95)
    upper = stats.ttest_rel(target / 20, control / 20, alternative="less").confidence_interval(0.95).high
    difference_rows.append(dict(target=target, control=control, n=20, floor=floor, estimate=np.mean(target - control) / 20, t=[interval.low, interval.high], upper=upper, p=sign_flips((target - control) / 20 - floor)["greater"]))

p_values = [[0.01, 0.04, 0.03, 0.005], [0.5], [0.2, 0.2, 0.9, 1, 0.0001, 0.049], list(random.uniform(0, 1, 12) ** 3)]
paired = [random.normal(mean, sd, size) for mean, sd, size in [(0.01, 0.1, 24), (0.0, 0.05, 48), (0.2, 0.3, 48)]]
tost_rows = []
for d in paired:
    for margin in [0.05, 0.1]:
        above = stats.ttest_1samp(d, -margin, alternative="greater").pvalue
        below = stats.ttest_1samp(d, margin, alternative="less").pvalue
        check = weightstats.DescrStatsW(d).ttost_mean(-margin, margin)
        assert abs(check[0] - max(above, below)) < 1e-12
        interval = stats.ttest_1samp(d, 0).confidence_interval(0.9)
        tost_rows.append(dict(differences=d, margin=margin, above=above, below=below, interval=[interval.low, interval.high]))

ks_rows = []
for m, n, shift in [(5, 7, 0.5), (24, 24, 0.8), (50, 50, 0.3), (48, 31, 1.2), (12, 12, 0), (40, 60, 0.9)]:
    one, two = random.normal(0, 1, m), random.normal(shift, 1, n)
    if m == 40:
        one, two = np.round(one), np.round(two)  # ties
    exact = stats.ks_2samp(one, two, method="exact")
    ks_rows.append(dict(one=one, two=two, statistic=exact.statistic, p=exact.pvalue))

m, n = 2100, 2000  # too many for the exact way; the values are made again in the test
grid = stats.ks_2samp(np.arange(m) / m, (np.arange(n) / n) ** 1.1)
large_ks = dict(m=m, n=n, power=1.1, statistic=grid.statistic, p=special.kolmogorov(grid.statistic * np.sqrt(m * n / (m + n))))

mcnemar_rows = []
for gained, lost in [(35, 6), (3, 3), (0, 8), (25, 15), (1, 0)]:
    two_sided = mcnemar([[0, gained], [lost, 0]], exact=True).pvalue
    mcnemar_rows.append(dict(gained=gained, lost=lost, twoSided=two_sided, greater=stats.binomtest(gained, gained + lost, 0.5, "greater").pvalue))

write("tests", {
    "permutation": permutation_rows,
    "difference": difference_rows,
    "mcnemar": mcnemar_rows,
    "multiplicity": [dict(p=p, holm=multitest.multipletests(p, method="holm")[1], bh=multitest.multipletests(p, method="fdr_bh")[1]) for p in p_values],
    "tost": tost_rows,
    "ks": ks_rows,
    "largeKs": [large_ks],
})

# ---- detection --------------------------------------------------------------------------------------------
def delong(positives, negatives):
    kernel = (positives[:, None] > negatives[None, :]) + 0.5 * (positives[:, None] == negatives[None, :])
    v10, v01 = kernel.mean(axis=1), kernel.mean(axis=0)
    return v10.var(ddof=1) / len(positives) + v01.var(ddof=1) / len(negatives)


def obuchowski(positives, negatives, positive_subjects, negative_subjects):
    kernel = (positives[:, None] > negatives[None, :]) + 0.5 * (positives[:, None] == negatives[None, :])
    area, v10, v01 = kernel.mean(), kernel.mean(axis=1), kernel.mean(axis=0)
    subjects = sorted(set(positive_subjects) | set(negative_subjects))
    x = np.array([np.sum((v10 - area)[positive_subjects == s]) for s in subjects])
    y = np.array([np.sum((v01 - area)[negative_subjects == s]) for s in subjects])
    i10, i01, i = len(set(positive_subjects)), len(set(negative_subjects)), len(subjects)
    m, n = len(positives), len(negatives)
    s10 = i10 / ((i10 - 1) * m) * np.sum(x**2)
    s01 = i01 / ((i01 - 1) * n) * np.sum(y**2)
    s11 = i / (i - 1) * np.sum(x * y)
    return s10 / m + s01 / n + 2 * s11 / (m * n)


def logit_interval(area, variance):
    half = stats.norm.ppf(0.975) * np.sqrt(variance) / (area * (1 - area))
    return special.expit(special.logit(area) + np.array([-half, half]))


auroc_rows = []
for m, n, shift, digits in [(10, 12, 1, 3), (96, 96, 0.5, 1), (50, 40, 2, 0), (200, 1000, 0.2, 6)]:
    positives, negatives = np.round(random.normal(shift, 1, m), digits), np.round(random.normal(0, 1, n), digits)
    labels, scores = np.r_[np.ones(m), np.zeros(n)], np.r_[positives, negatives]
    area = metrics.roc_auc_score(labels, scores)
    ps, ns = np.arange(m) % (m // 4), np.arange(n) % (m // 4 + 1)
    clustered = obuchowski(positives, negatives, ps, ns)
    fpr, tpr, thresholds = metrics.roc_curve(labels, scores, drop_intermediate=False)
    auroc_rows.append(dict(positives=positives, negatives=negatives, area=area, variance=delong(positives, negatives), interval=logit_interval(area, delong(positives, negatives)), positiveSubjects=[f"s{i}" for i in ps], negativeSubjects=[f"s{i}" for i in ns], clusteredInterval=logit_interval(area, clustered), fpr=fpr, tpr=tpr, thresholds=thresholds[1:]))
def newcombe_5(area, m, n, confidence=0.95):
    """Newcombe (2006), method 5: score-like ends from Hanley & McNeil's variance with both sizes replaced by their mean."""
    z, star = stats.norm.ppf((1 + confidence) / 2), (m + n) / 2 - 1
    variance = lambda t: t * (1 - t) * (1 + star * (1 - t) / (2 - t) + star * t / (1 + t)) / (m * n)
    gap = lambda t: (area - t) ** 2 - z * z * variance(t)
    low = 0 if area == 0 else brentq(gap, 0, area - 1e-6, xtol=1e-15, rtol=1e-14)
    high = 1 if area == 1 else brentq(gap, area + 1e-6, 1, xtol=1e-15, rtol=1e-14)
    return [low, high]


separated_rows = [dict(area=area, m=m, n=n, interval=newcombe_5(area, m, n)) for area, m, n in [(1, 10, 12), (0, 10, 12), (0.5, 30, 20), (1, 200, 200)]]
write("detection", {"auroc": auroc_rows, "separated": separated_rows})

# ---- power ------------------------------------------------------------------------------------------------
def t_power(effect, sd, k, alpha):
    return stats.nct.sf(stats.t.ppf(1 - alpha, k - 1), k - 1, effect / sd * np.sqrt(k))


def critical(n, p0, alpha):
    return next(k for k in range(n + 2) if stats.binom.sf(k - 1, n, p0) <= alpha)


power_rows = [dict(effect=e, deviation=s, clusters=k, alpha=a, power=t_power(e, s, k, a)) for e in [0.02, 0.05, 0.1] for s in [0.1, 0.2, 0.3] for k in [8, 24, 48, 200] for a in [0.05, 0.01]]
detectable_rows = []
for s, k, a, power in [(0.2, 48, 0.05, 0.8), (0.3, 24, 0.05, 0.9), (0.05, 100, 0.01, 0.8)]:
    detectable_rows.append(dict(deviation=s, clusters=k, alpha=a, power=power, effect=brentq(lambda e: t_power(e, s, k, a) - power, 1e-6, 10, xtol=1e-15, rtol=1e-14)))
detectable_rows += [dict(deviation=0.1, clusters=k, alpha=a, power=0.8, effect=0.1 / np.sqrt(k) * brentq(lambda d: noncentral_t_cdf(stats.t.isf(a, k - 1), k - 1, d) - 0.2, 20, 200, xtol=1e-12)) for k, a in [(2, 0.01), (3, 0.05 / 12 / 10)]]


def tost_power(margin, sd, k, alpha):
    """Both one-sided tests reject: given S, the mean lies within the margin minus t S / sqrt(k)."""
    t, v = stats.t.ppf(1 - alpha, k - 1), k - 1
    room = lambda s: max(0, margin / sd * np.sqrt(k) - t * s)
    density = lambda s: 2 * v * s * stats.chi2.pdf(v * s * s, v)
    return integrate.quad(lambda s: density(s) * (2 * stats.norm.cdf(room(s)) - 1), 0, margin / sd * np.sqrt(k) / t, epsabs=1e-12, limit=200)[0]


equivalence_rows = [dict(margin=m, deviation=s, clusters=k, alpha=0.05, power=tost_power(m, s, k, 0.05)) for m, s, k in [(0.1, 0.2, 36), (0.1, 0.3, 48), (0.05, 0.1, 24), (0.05, 0.2, 200)]]
needed_rows = [dict(effect=e, deviation=s, power=p, clusters=next(k for k in range(2, 3000) if t_power(e, s, k, 0.05) >= p)) for e, s, p in [(0.1, 0.2, 0.9), (0.1, 0.3, 0.9), (0.1, 0.5, 0.9), (0.05, 0.1, 0.8), (1, 0.1, 0.8)]]
critical_rows = []
for n, p0, p1, a in [(48, 0.02, 0.1, 0.05), (1536, 0.03, 0.05, 0.01), (25, 0.031, 0.118, 0.05)]:
    k = critical(n, p0, a)
    critical_rows.append(dict(n=n, nullRate=p0, rate=p1, alpha=a, critical=k, power=stats.binom.sf(k - 1, n, p1)))
write("power", {"clustered": power_rows, "detectable": detectable_rows, "needed": needed_rows, "equivalence": equivalence_rows, "binomial": critical_rows})
