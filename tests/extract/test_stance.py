"""How firmly a claim is made, and what the text says of it."""

from __future__ import annotations

import pytest
from drawn import findings_of
from spoken import draw

from reckoning.extract.who import attribute

CASES = [
    # a party on its own deeds
    ("The ministry said [25 rebels *died*] when helicopter gunships strafed the forest.", "claimed"),
    ("A security forces communiqué said [thirteen guerrillas had been *killed*].", "claimed"),
    ("The guerrillas’ radio spoke of [70 Ruritanian troops *killed*] since Easter.", "claimed"),
    ("The defence minister said a unit had [*killed* 19 terrorists] in the hills.", "claimed"),
    (
        "Regional spokesman Bo Lint told reporters that security forces had [*killed* 107 of the group’s fighters].",
        "claimed",
    ),
    ("The army said [its jets *killed* 20 insurgents].", "claimed"),
    # no deeds of their own
    ("The army said [three soldiers were *killed*] by rebels.", "asserted"),
    ("The army said rebels had [*killed* 30 farmers].", "asserted"),
    ("A trader said soldiers had [*killed* two of his sons].", "asserted"),
    ("An officer said that after the gunmen left the house, [they *killed* six people].", "asserted"),
    # fears, doubts and denials in nouns and adjectives
    ("There are fears that [70 people were *killed*] in the raid.", "hypothetical"),
    ("Fears are growing that [70 people have been *killed*].", "hypothetical"),
    ("The possibility that [70 people were *killed*] troubles the town.", "hypothetical"),
    ("The mayor could not confirm reports that [15 people had been *killed*].", "claimed"),
    ("The mission is investigating reports that [15 people were *killed*].", "claimed"),
    ("The ship’s manager could confirm that [one man had been *killed*].", "asserted"),
    ("The spokesman dismissed as false reports that [30 civilians had been *killed*].", "denied"),
    ("Police said there was no truth in reports that [12 protesters had been *killed*].", "denied"),
    ("The minister said it was not true that [12 protesters had been *killed*].", "denied"),
    ("The claim in the media that [nine soldiers were *killed*] is a lie.", "denied"),
    ("Oromo officials say [60 villagers were *killed*] in the attack, rebels deny a role.", "asserted"),
    ("[Since May 700 people were *displaced*, and registered as such].", "asserted"),
    # according to
    ("In a statement on Telegram, the defence ministry said its air defences had [*killed* 20 insurgents].", "claimed"),
    # relative & appositive
    ("Josef Lintz, an aid worker who said [he had *counted* 15 bodies], left the city.", "asserted"),
    ("The town's priest, who survived, reported that [26 parishioners were *killed*].", "asserted"),
    ("The council released a study showing that [600 civilians *died*] in the siege.", "asserted"),
    ("Figures from the national bureau of statistics show that [2,300 women were *abducted*].", "asserted"),
    ("There were unconfirmed reports that [30 people had been *killed*].", "claimed"),
    ("There are reports of [at least 30 *dead*].", "claimed"),
    ("By most accounts, [about 70 villagers were *slaughtered*].", "asserted"),
    # stance
    ("The rebels claimed to have [*killed* 60 soldiers].", "claimed"),
    ("The army said [it *killed* 35 militants] near the border.", "claimed"),
    ("The army said [three of its soldiers were *killed*] near the border.", "asserted"),
    ("Activists alleged that [19 protesters were *shot* dead] by police.", "claimed"),
    ("[At least 19 protesters were reportedly *shot* dead].", "claimed"),
    ("The reportedly wealthy mayor was among [six people *killed*].", "asserted"),
    ("The militia is said to have [*executed* 14 prisoners].", "claimed"),
    ("[Eight climbers are feared *dead*].", "hypothetical"),
    ("[As many as 200 people may have been *killed*].", "hypothetical"),
    ("[As many as 200 people could have been *killed*].", "hypothetical"),
    ("Officials warned [the death toll could *rise* to 50].", "forecast"),
    ("[The toll is expected to *reach* 300], rescuers said.", "forecast"),
    ("[A famine would *kill* 100,000 people], the agency warned.", "forecast"),
    ("The government denied that [40 people had been *killed*].", "denied"),
    ("The army denied [*killing* 40 villagers].", "denied"),
    ("The governor confirmed that [40 people had been *killed*] but denied that police were involved.", "asserted"),
    ("It is believed that [500 people were *killed*] in the purge.", "hypothetical"),
    ("[An estimated 500 people were *killed*] in the purge.", "asserted"),
    ("[Five people are confirmed *dead*].", "asserted"),
    ("[Five people are reported *dead*].", "claimed"),
    ("[No *casualties* were reported].", "asserted"),
    ("[Two *deaths* were reported] in Odo on Monday.", "asserted"),
    ("The general is accused of ordering [the *murder* of eight students].", "claimed"),
    ("The alleged [*killing* of two nuns] caused outrage.", "claimed"),
    ("The soldiers thought the rebels had left when [12 of them were *killed*].", "asserted"),
    ("He feared for his life after seeing [four friends *killed*].", "asserted"),
    # aid-worker incident lines
    ("The Islamic State group said its fighters had [*killed* 12 soldiers].", "claimed"),
    # UN reports
    ("OHCHR verified 1,204 civilian casualties in the period, of whom [310 were *killed*].", "asserted"),
    ("UNAMA documented 56 incidents that resulted in [23 civilian *deaths*].", "asserted"),
    ("The Special Rapporteur received allegations that [17 detainees had been *executed*] by State agents.", "claimed"),
    ("According to information received by the Commission, [soldiers *executed* nine men] in Tal.", "asserted"),
    ("The Panel of Experts was informed by three witnesses that [40 villagers had been *burned*] alive.", "asserted"),
    ("Credible sources indicated to the Office that [at least 65 persons were *killed*].", "asserted"),
    ("OCHA reports [13,000 people *displaced*] since Monday.", "asserted"),
    ("[An estimated 13,000 people were *displaced*], per the IOM.", "asserted"),
    ("The Ministry of Health in Gaza reported [112 *fatalities*], OCHA said.", "asserted"),
    # party statements
    ("[Our forces *eliminated* 23 terrorists] in the Kherson sector, the General Staff claimed.", "claimed"),
    ("The spokesman for the Tigray fighters claimed [the federal army had *lost* 500 men].", "claimed"),
    ("A Houthi military spokesman, Yahya Saree, said [45 mercenaries were *killed*] in the operation.", "claimed"),
    ("The military denied that [its troops had *killed* any civilians].", "denied"),
    ("The military rejected reports that [its jets *killed* 30 wedding guests].", "denied"),
    # carry and live blogs
    (
        "Police alleged that the driver attacked two bars. [Five people were allegedly *killed*] in the second.",
        "claimed",
    ),
    ("The Syrian Observatory said 90 people had been killed. Of these, [35 *were* civilians].", "asserted"),
    ("Witnesses said shops were looted. [Thirty people *died*].", "asserted"),
    ("Dr Hanna Weiss runs the clinic. She said [14 patients had *died*].", "asserted"),
    ("Hospital sources: [9 *dead*] in Beni", "asserted"),
    ("Rebels say [they *killed* 40 troops]", "claimed"),
    ("UPDATE: [9 *dead*] in Beni", "asserted"),
    ("BREAKING: [9 *dead*] in Beni, police say", "asserted"),
    # multi-paragraph & split quotations
    (
        'Asked about the strike, Brig. Gen. Omar Farah replied: "[Five gunmen were *killed*]. No civilians were present."',
        "claimed",
    ),
    # traps for attribution
    ("The minister, who has said little in public, visited the site where [12 people were *killed*].", "asserted"),
    ("The report was published a day after [12 people were *killed*].", "asserted"),
    ("Asked if he would resign, the mayor said no. [Eight people *died*] in the blaze.", "asserted"),
    ("A statement is expected after [22 people were *killed*] in Ombe.", "asserted"),
    ("The court heard that [two officers were *stabbed*].", "asserted"),
    ("Reuters could not verify the report, in which the army said [70 guerrillas were *killed*].", "claimed"),
    ("It was not clear how many people had been killed, but the governor said [at least six were *hurt*].", "asserted"),
    ("[The dead *include* a reporter] for Reuters, the agency said.", "asserted"),
    (
        "[Six farmers were *killed*] on Friday and two more on Saturday, police in Lira said, while the army gave no figure.",
        "asserted",
    ),
    ("While police said six farmers were killed, [residents *counted* 14 bodies].", "asserted"),
    ("While police said [six farmers were *killed*], residents counted 14 bodies.", "asserted"),
    (
        "State media reported five deaths; the opposition Telegram channel Vesna said [50 people had been *shot*].",
        "asserted",
    ),
    (
        "State media reported [five *deaths*]; the opposition Telegram channel Vesna said 50 people had been shot.",
        "asserted",
    ),
    ("The charity Médecins Sans Frontières says its teams [treated 84 *wounded*].", "asserted"),
    ("Local officials, speaking on condition of anonymity, said [33 people were *killed*].", "asserted"),
    ("The attack, which the government says [*killed* 33 people], was filmed.", "asserted"),
    ("The attack, in which, according to the Red Cross, [33 people *died*], was filmed.", "asserted"),
    ("[Up to 33 people were *killed*] in what the UN called a massacre.", "asserted"),
    ("Rights groups accuse the junta of [*killing* 4,000 people] since the coup.", "claimed"),
    ("Officials would not say whether the [12 *missing* sailors] had drowned.", "asserted"),
    # stance traps
    ("If the dam breaks, [5,000 people would *die*].", "forecast"),
    ("She hopes to identify the [14 men who were *killed*].", "asserted"),
    ("Three hikers, thought to be Belgian, [were *killed*].", "asserted"),
    ("Three hikers are thought to [have been *killed*].", "hypothetical"),
    ("[Possibly 40 people were *killed*] in the collapse.", "asserted"),
    ("The suspect, who may have acted alone, [*killed* four people].", "asserted"),
    ("The commission found no evidence that [40 people had been *killed*].", "denied"),
    ("The police chief dismissed claims that [40 people had been *killed*].", "denied"),
    ("Unconfirmed reports put [the number of *dead* at 60].", "claimed"),
    ("[Twenty people were said to have been *detained*].", "claimed"),
    ("The group boasted of having [*killed* 20 police officers].", "claimed"),
    ("The general insisted that only [enemy fighters, 25 of them, were *killed*].", "claimed"),
    ("Rescuers fear that [more than 100 people are *buried*] under the rubble.", "hypothetical"),
    ("Doctors expected [the toll to *rise* to 30].", "forecast"),
    ("The airline confirmed that [all 62 passengers *died*].", "asserted"),
    # traps from real prose: datelines, tolls that verbs take, companions
    ("KABUL, Afghanistan (July 22) - Afghan and coalition forces [*killed* nine insurgents] on Friday.", "asserted"),
    ("The feud has [*claimed* 120 lives] since May.", "asserted"),
    ("The commander stated that the feud has [*claimed* 120 lives].", "asserted"),
    ("The front, which claimed responsibility for [*killing* the judge], vowed to fight on.", "claimed"),
    ("[Two people were *killed*] and others were injured in the strikes on Ras.", "asserted"),
    ("Police said they would continue the operation, which has led to [8 *deaths*].", "asserted"),
    ("The flood may cause [40 *deaths*].", "hypothetical"),
    ("Voters may remember the [40 *deaths*].", "asserted"),
    ("The man whom prosecutors accuse of [the *murder* of six monks] is in hiding.", "claimed"),
    ("Planes struck a well where herders were gathered, [*killing* 18 people].", "asserted"),
    ("Raids by Ruritanian warplanes [*killed* 26 people] in Ombe.", "asserted"),
    ("A French-led coalition air strike [*killed* 18 people].", "asserted"),
    ("An anti-Ruritanian riot [left four *dead*].", "asserted"),
    ("The murder of a Ruritanian farmer and [the *killing* of two nurses] shocked Ombe.", "asserted"),
    ("The army's [*killing* of two nurses] shocked Ombe.", "asserted"),
    ("Regime raids [*killed* 16 people], a monitor said.", "asserted"),
    ("Farmer killings have [left 90 *dead*] this year.", "asserted"),
    (
        "Gunmen raided Ombe on Monday.\nResidents fled.\nThe mayor spoke of grief.\nShops stayed shut.\nOn the coast, [mortar fire *killed* two fishermen].",
        "asserted",
    ),
    ("The United States called the 2013 gas attack, which it said [*killed* 1,400 people], a crime.", "asserted"),
    ("The hospital confirmed the arrival of [nine *bodies*], according to the newspaper Al-Noor.", "asserted"),
    ("It emerged that [12 detainees had *died*].", "asserted"),
    ("It is said that [12 detainees *died*].", "claimed"),
    ("Sources close to the palace whisper of [30 *dead*], but no one has confirmed a figure.", "asserted"),
    ("As of Friday, [61 *deaths*] had been confirmed by the health department.", "asserted"),
    ("The figure of [61 *deaths*] was given by the health department.", "asserted"),
    ("Medics on the scene spoke of [at least 20 *dead*].", "asserted"),
    ("The army denies [its soldiers *shot* the six men].", "denied"),
    ("The prosecutor said the accused, who denies the charges, had [*killed* three girls].", "asserted"),
    ("[At least 40 people are believed to have *died*], the coastguard said.", "hypothetical"),
    ("According to an unconfirmed report, [40 people have *died*].", "claimed"),
    ("Rebels attacked the base in a raid that the ministry said [*left* 12 soldiers dead].", "asserted"),
]


@pytest.mark.parametrize("drawn, stance", CASES)
def test_stance(drawn, stance):
    text, sentences, mention = draw(drawn)
    found = attribute(text, sentences, mention)
    assert found.stance == stance
    assert [t.facet for t in found.traces].count("stance") == 1


REMARKS = [
    ("The toll rose to 1,018, up from [830 *dead*].", "superseded"),
    ("The previous toll was [830 *dead*].", "superseded"),
    ("A lawmaker claimed [7,000 people were *killed*], though this is far higher than any other count.", "disputed"),
    ("A lawmaker claimed [7,000 people were *killed*], a figure that could not be independently verified.", "disputed"),
    ("The ministry had said [70 people were *killed*] but later retracted the statement.", "withdrawn"),
    ("The ministry said [70 people were *killed*], before the figure was revised down.", "corrected"),
    ("The ministry said [70 people were *killed*] in the far north.", None),
    ("Prices rose after [70 people were *killed*].", None),
]


@pytest.mark.parametrize("drawn, kind", REMARKS)
def test_remarks_of_the_text_on_a_figure(drawn, kind):
    text, sentences, mention = draw(drawn)
    remarks = attribute(text, sentences, mention).remarks
    assert [r.kind for r in remarks] == ([kind] if kind else [])
    assert all(text.content[r.anchor.start : r.anchor.end] == r.anchor.exact for r in remarks)


HEDGES = [
    ("Twelve civilians were reported killed in the strike on Ruvo.", 12, "claimed"),
    ("Twelve civilians reported killed in strike on Ruvo", 12, "claimed"),
    ("Twelve civilians were confirmed killed in the strike on Ruvo.", 12, "asserted"),
    ("Soldiers appear to have executed 12 detainees in the yard.", 12, "hypothetical"),
    ("Soldiers executed 12 detainees in the yard, it appears.", 12, None),
    ("A possible 14 fighters were killed in the strike.", 14, "hypothetical"),
    ("The commission has reasonable grounds to believe that 40 villagers were executed.", 40, "hypothetical"),
    ("The death toll is expected to climb past 300.", 300, "forecast"),
    ("The death toll climbed past 300 on Monday.", 300, "asserted"),
    ("An offensive would displace 500,000 people, the agency warned.", 500000, "forecast"),
    ("Up to 300 people could have been killed in the raid, officials said.", 300, "hypothetical"),
    ("Two people were reportedly killed and 14 injured when a shell hit the bus.", 14, "claimed"),
    ("Two people were reportedly killed, and 14 were injured when a shell hit the bus.", 14, "asserted"),
    ("Military communique No. 14\n\nThanks to God, 22 enemy soldiers were liquidated in Ruvo.", 22, "claimed"),
    ("Daily summary of the ministry of defence\n\nUp to 140 militants were eliminated in Ruvo.", 140, "claimed"),
    ("Kelo resistance front\n\nOur heroes stormed the post and liquidated nine soldiers.", 9, "claimed"),
    ("Daily summary of the ministry of defence\n\nThree soldiers were killed by a mine in Ruvo.", 3, "asserted"),
]


@pytest.mark.parametrize("content, value, stance", HEDGES, ids=[h[0][:40] for h in HEDGES])
def test_a_hedge_is_kept(content, value, stance):
    found = [c for c in findings_of(content).claims if value in (c.quantity.value, c.quantity.high)]
    assert [c.stance for c in found] == [stance] or stance is None, [(c.anchor.exact, c.stance) for c in found]


THREATS = [
    "The group said it would kill five farmers.",
    "Up to 300 people could have been killed if the bomb had gone off.",
    "The mayor warned that he would shoot 20 looters.",
]


@pytest.mark.parametrize("content", THREATS)
def test_a_threat_is_no_claim(content):
    assert not findings_of(content).claims
