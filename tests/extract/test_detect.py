"""Kinds of harm and the forms that state them, drawn in made-up reports of many styles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from drawn import Drawing, cases, findings_of, text_of
from hypothesis import given, settings
from hypothesis import strategies as st

from reckoning.extract.run import extract, extract_many

KILLED = cases("""
    Gunmen <shot dead 14 worshippers> in the village of Hazm.
        killed 14 worshippers

    <A schoolteacher was gunned down> outside his house in Osk.
        killed 1 schoolteacher

    The rebels <hacked six farmers to death> with machetes.
        killed 6 farmers

    <Three children were burned to death> when the tents caught fire after the shelling.
        killed 3 children

    The attack <left at least 19 dead>.
        killed 19+ people

    The bombardment <took the lives of 25 villagers>.
        killed 25 villagers

    <Thirty-one people lost their lives> in the attack on the bus.
        killed 31 people

    <Eleven people died of their wounds> in the field hospital.
        killed 11 people

    <Two of the wounded later died> in hospital.
        killed 2 people

    The shelling resulted in <the death of four shepherds>.
        killed 4 shepherds

    Security forces were behind <the killing of 17 demonstrators>.
        killed 17 demonstrators

    The mission documented <56 deaths> in the two villages.
        killed 56 people

    <Forty-two fatalities> were recorded by the morgue after the shelling.
        killed 42 people

    A landmine <blew up a minibus, killing nine passengers>.
        killed 9 passengers

    The gunmen stopped a bus and <executed 22 passengers> by the roadside.
        executed 22 passengers

    <Five men were beheaded> by the group in the town square.
        killed 5 men

    <The mayor of Dolna was assassinated> on his doorstep.
        killed 1 mayor

    The paramilitaries <slaughtered 70 villagers> in a single night.
        killed 70 villagers

    <A policeman succumbed to his injuries> on Tuesday after Sunday's grenade attack.
        killed 1 policeman

    The landslide of fire from the ridge <left four herders dead and their sheep scattered>.
        killed 4 herders

    Mortars tore through a wedding, <killing the bride and nine guests>.
        killed 10 people

    The siege <cost 1,900 lives>.
        killed 1900 people

    By nightfall <17 protesters lay dead>.
        killed 17 protesters

    Witnesses said soldiers opened fire, <killing at least six> and <wounding dozens>.
        killed 6+ people
        injured 24.. people

    <The attack, which killed 11 people>, was the third in a week.
        killed 11 people

    <Those killed were nine labourers> on their way home.
        killed 9 labourers

    The driver of a fuel truck <was shot in the head and died at the scene>.
        killed 1 driver

    Clashes between herders and farmers <have killed more than 1,300 people> this year.
        killed >1300 people

    An explosion at the depot on Tuesday <killed one> and <injured seven>.
        killed 1 people
        injured 7 people

    The coalition acknowledged <13 civilian deaths> in the March strike.
        killed 13 civilians

    <The murder of three nuns> shocked the diocese.
        killed 3 nuns

    The warring sides blamed each other for <the deaths of 24 pupils>.
        killed 24 pupils
""")

INJURED = cases("""
    <Sixteen people were injured>, two seriously, when a grenade exploded in the square.
        injured 16 people

    Shrapnel <wounded 11 children> in the schoolyard.
        injured 11 children

    <Thirty patients were being treated for gunshot wounds> after the protest.
        injured 30 patients

    <Nine people were taken to hospital> after the shooting.
        injured 9 people

    <A cameraman was hurt> when the convoy came under fire.
        injured 1 cameraman

    <Over a hundred sustained injuries> in the stampede that followed the blast.
        injured >100 people

    <Fourteen guards suffered burns> when the depot was shelled.
        injured 14 guards

    <Two of the protesters are in critical condition>.
        injured 2 protesters

    <The number of injured rose to 120>.
        injured 120 people

    Police charged the crowd with batons, <leaving 33 hurt>.
        injured 33 people
""")

KILLED_OR_INJURED = cases("""
    <At least 120 people were killed or injured> in the offensive.
        casualties 120+ people

    The mine-clearance office recorded <340 casualties> last year.
        casualties 340 people

    The attacks <killed or wounded 58 policemen>.
        casualties 58 policemen

    <Seven men were shot> in the street by a passing patrol.
        casualties 7 men
""")

MISSING = cases("""
    <Twelve fishermen are missing> after the patrol boat opened fire.
        missing 12 fishermen

    <Sixty people remain unaccounted for> after the raid.
        missing 60 people

    <Four students disappeared> after soldiers raided the dormitory.
        missing 4 students

    <Two engineers went missing> on the road to Harun.
        missing 2 engineers
""")

DETAINED = cases("""
    Police <arrested 45 protesters> on the bridge.
        detained 45 protesters

    <More than 200 people were detained> in raids across the city.
        detained >200 suspects

    Soldiers <rounded up 30 villagers> in the mosque and took them away in trucks.
        detained 30 villagers

    <Six students were taken into custody> after the vigil.
        detained 6 students

    The forces <captured eight insurgents> during the sweep.
        detained 8 insurgents

    Coalition and Afghan-style joint patrols <detained two suspected bombers> in Kolm district.
        detained 2 bombers

    <Ninety political prisoners are being held> without charge in the fortress.
        detained 90 prisoners

    The ministry announced <the arrest of 11 suspected infiltrators>.
        detained 11 infiltrators

    Agents <detained opposition leader Ilon Marke> at his home.
        detained 1 leader

    <Hundreds of demonstrators were jailed> after summary trials.
        detained 200.. demonstrators

    Border guards <took eight smugglers into custody>.
        detained 8 smugglers
""")

ABDUCTED = cases("""
    Gunmen <kidnapped seven aid workers> on the road to Tamsk.
        abducted 7 workers

    <Fifteen women were abducted> from a wedding party by the militia.
        abducted 15 women

    Fighters stormed the hotel and <took 40 guests hostage>.
        abducted 40 guests

    <Three engineers kidnapped last month were freed> by their captors on Sunday.
        abducted 3 engineers

    Pirates <seized five sailors> from the tanker.
        abducted 5 sailors

    <Two peacekeepers were captured by rebels> near the river.
        abducted 2 peacekeepers

    <Twenty miners are being held hostage> in the shaft by gunmen.
        abducted 20 miners

    <The abduction of 60 women> from the camp was confirmed by elders.
        abducted 60 women
""")

SEXUAL_VIOLENCE = cases("""
    Militiamen <raped 18 women> during the attack on the camp.
        sexual_violence 18 women

    The clinic treated <44 survivors of rape> in March.
        sexual_violence 44 people

    The report verified <210 cases of sexual violence>.
        sexual_violence 210 people

    <Two girls were gang-raped> by soldiers at the checkpoint.
        sexual_violence 2 girls
""")

REMAINS = cases("""
    Villagers <found 16 bodies> in a dry well.
        bodies_found 16 people unit=bodies

    <The bodies of nine men were recovered> from the river.
        bodies_found 9 men unit=bodies

    Forensic teams <exhumed 73 bodies> from the pit.
        bodies_found 73 people unit=bodies

    <Eleven bodies were identified> by relatives.
        identified 11 people unit=bodies

    <The remains of 26 victims have been identified> through DNA.
        identified 26 victims unit=bodies

    <Fourteen victims were buried> on Friday.
        buried 14 victims

    Residents <buried 30 bodies> in a mass grave beside the mosque.
        buried 30 people unit=bodies

    <Forty corpses> were pulled from the rubble of the theatre.
        bodies_found 40 people unit=bodies

    The morgue at Osk <received 22 bodies> overnight.
        bodies_found 22 people unit=bodies

    A grave holding <the remains of 17 people> was opened near Loro.
        bodies_found 17 people unit=bodies

    <Nine headless bodies> were dumped by the road.
        bodies_found 9 people unit=bodies

    The town <buried 24 of its dead> on Saturday.
        buried 24 people

    <The body of a missing teacher was found> in the canal.
        bodies_found 1 teacher unit=bodies
""")

EUPHEMISMS = cases("""
    The army said it had <neutralised 35 militants>.
        casualties 35 militants

    The brigade <lost 12 men> in the ambush.
        killed 12 men

    Rebels claimed to have <eliminated 60 soldiers>.
        killed 60 soldiers

    The regiment <suffered 80 casualties> in the crossing.
        casualties 80 people

    <Four soldiers were martyred> in the attack, the ministry said in a statement.
        killed 4 soldiers

    The battalion suffered heavy losses: <31 killed> and <74 wounded>.
        killed 31 people
        injured 74 people
""")

TOLLS = cases("""
    <The death toll rose to 64> after <two more victims died> in hospital.
        killed 64 people
        killed 2 victims

    The governor <put the death toll at 18>.
        killed 18 people

    <The toll from the shelling stands at 230>.
        killed 230 people

    <The number of dead has reached 1,100>.
        killed 1100 people

    Officials <revised the toll down to 37> from <51>.
        killed 37 people
        killed 51 people

    <The number of wounded climbed to 300>.
        injured 300 people

    <Deaths in the siege now exceed 9,000>.
        killed >9000 people

    Hospital officials <raised the number of people killed to 29>.
        killed 29 people
""")

TWO_KINDS = cases("""
    The strike <killed eight people> and <injured 26>.
        killed 8 people
        injured 26 people

    <Five people were killed> and <23 wounded> in the blast.
        killed 5 people
        injured 23 people

    <Ten dead>, <17 hurt>, <four missing>: the night in Harun.
        killed 10 people
        injured 17 people
        missing 4 people

    The militia <killed 11 men> and <abducted 30 women> and burned 80 houses.
        killed 11 men
        abducted 30 women

    <Nine soldiers died> and <another 14 were wounded> when their truck hit a mine.
        killed 9 soldiers
        injured 14 soldiers

    The raid <left six dead>, <a dozen injured> and <200 families homeless>.
        killed 6 people
        injured 12 people
        displaced 200 families unit=families

    During the operation, troops <killed three insurgents>, <wounded two> and <detained five>.
        killed 3 insurgents
        injured 2 insurgents
        detained 5 suspects
""")

PERSONS = cases("""
    <Anesh Tarol, a local councillor, was killed> by gunmen on Monday.
        killed 1 councillor

    <Photographer Ilin Dovar was shot dead> while covering the march.
        killed 1 photographer

    <The bomb killed the governor, his wife and two guards>.
        killed 4 people

    <A shopkeeper and his son were stabbed to death> in Dolna.
        killed 2 people

    <The village chief and three others were killed> in the raid.
        killed 4 people

    <A woman was killed> and <her baby wounded> by a sniper.
        killed 1 woman
        injured 1 baby

    <A colonel, a driver and a cook died> in the ambush.
        killed 3 people
""")

DAY_LOGS = cases("""
    - 3 May: Two mortar rounds hit Sirr; <five civilians killed>, <12 wounded>.
        killed 5 civilians
        injured 12 civilians

    14:20 Medics tell us <eight people have been killed> in the square.
        killed 8 people

    Harun, 06/11: armed men <abducted 3 NGO staff> from their vehicle.
        abducted 3 staff

    On 9 June in Kero, an NGO vehicle was ambushed. <One national staff member was killed> and <two were injured>.
        killed 1 member
        injured 2 people

    Day 12: shelling of the port continues. <Dead: 4>. <Wounded: 19>.
        killed 4 people
        injured 19 people

    - <One peacekeeper killed> by an improvised explosive device near Tamsk.
        killed 1 peacekeeper
""")

MILITARY_RELEASES = cases("""
    Task force units <killed 14 insurgents> and captured a weapons cache in Kolm district on Tuesday.
        killed 14 insurgents

    A combined patrol <detained a Hezb-style facilitator> and <several suspected insurgents> during an operation in Loro.
        detained 1 facilitator
        detained 3.. insurgents

    <Two service members died> following an improvised explosive device attack in the south today.
        killed 2 members

    After a firefight, the assault force <found one enemy dead>; <no civilians were harmed> and <the force detained three> others.
        bodies_found 1 enemy
        casualties 0 civilians
        detained 3 suspects
""")

CROWD_AND_PARTY_STATEMENTS = cases("""
    The party said <nine of its members had been murdered> since January.
        killed 9 members
""")

AID_WORKER_LINES = cases("""
    In Kero state, <a national staff member of an INGO was shot and killed> by unknown assailants at his home.
        killed 1 member

    Two vehicles of a medical charity were ambushed near Loro; <one driver was killed> and <three passengers were injured>.
        killed 1 driver
        injured 3 passengers

    <Five local NGO employees were kidnapped> and later released unharmed.
        abducted 5 employees

    <An aid worker was arrested> at the airport and held for two days.
        detained 1 worker

    Armed men broke into the compound at night, <beating two guards> and stealing four laptops.
        casualties 2 guards

    Airstrikes <hit a UN warehouse, killing two contractors> and <wounding an engineer>.
        killed 2 contractors
        injured 1 engineer

    Burglars took cash and phones from the guesthouse; <no one was injured>.
        injured 0 people

    <A nurse and a midwife were abducted> from the health post in Nima.
        abducted 2 people
""")

DISPLACEMENT_EXCERPTS = cases("""
    Since 2 April, <at least 3,100 families have left their homes> because of shelling.
        displaced 3100+ families unit=families

    The attacks <forced some 500 families to seek shelter> in schools in Dolna.
        displaced ~500 families unit=families

    New arrivals in the camp included <730 people who had fled> Hazm.
        displaced 730 people

    By the end of the week, <43,000 people had been uprooted>, <60 per cent of them children>.
        displaced 43000 people
        displaced 60% children part=1
""")

UN_REPORTS = cases("""
    The Office verified that <86 civilians, <including 14 children>, were killed> in the reporting period.
        killed 86 civilians
        killed 14 children part=1

    Shelling accounted for <37 civilian deaths> and <91 injuries>.
        killed 37 civilians
        injured 91 people

    The panel received credible information on <the summary execution of 19 prisoners of war>.
        executed 19 prisoners

    The team verified the <abduction of 22 boys> and <the rape of nine girls> by the armed group.
        abducted 22 boys
        sexual_violence 9 girls

    Explosive remnants of war <killed seven boys> and <maimed three>.
        killed 7 boys
        injured 3 boys
""")

ELLIPSIS = cases("""
    <Six died> in Osk and <four> in Harun.
        killed 6 people
        killed 4 people

    <Two soldiers were killed> and <three wounded>, while rebels <lost nine fighters>.
        killed 2 soldiers
        injured 3 soldiers
        killed 9 fighters

    <Eleven were killed> on Friday, <eight> on Saturday and <two> on Sunday.
        killed 11 people
        killed 8 people
        killed 2 people

    The army <killed 12 rebels> and <arrested six>.
        killed 12 rebels
        detained 6 suspects

    Of the crew, <three were found dead> and <two are still missing>.
        bodies_found 3 people
        missing 2 people

    <One officer was killed> and <two others injured>.
        killed 1 officer
        injured 2 people
""")

PRONOUNS_AND_OTHERS = cases("""
    <Three miners were shot dead> and <five others were wounded>.
        killed 3 miners
        injured 5 miners

    Gunmen <killed two judges>. <Another was wounded>.
        killed 2 judges
        injured 1 judge

    Gunmen opened fire on a bus of pilgrims. <Nine were killed> and <14 were wounded>.
        killed 9 people
        injured 14 people

    <Eight soldiers were killed>. <Six others were taken to hospital>.
        killed 8 soldiers
        injured 6 soldiers

    <Twenty women were abducted>. <Five of them were later found dead>.
        abducted 20 women
        bodies_found 5 women part=1

    A court heard that <the two brothers were tortured> and <one of them died>.
        casualties 2 brothers
        killed 1 brother part=1

    <Four policemen were shot>; <one died> of his wounds.
        casualties 4 policemen
        killed 1 policeman part=1
""")

LIVE_BLOG = cases("""
    UPDATE 16:05 - <14 now confirmed dead> in Harun, hospital director says
        killed 14 people

    BREAKING: <At least 6 killed>, <dozens hurt> in blast at Osk bus station
        killed 6+ people
        injured 24.. people

    LATEST: Rescuers <pull 3 bodies> from collapsed block in Sirr
        bodies_found 3 people unit=bodies

    Our correspondent counted <eleven bodies> in the courtyard.
        bodies_found 11 people unit=bodies
""")

NARRATIVES = cases("""
    One report said <17 people had died>; another spoke of <25 dead>.
        killed 17 people
        killed 25 people

    Local media put the toll at <between 12 and 15 dead>, while the army admitted to <three deaths>.
        killed 12-15 people
        killed 3 people

    <Eight members of one family died> in the strike on Nima, according to neighbours.
        killed 8 members

    Airstrikes <killed a man, his wife and their four children> in the village.
        killed 6 people
""")

HARD_NEGATIVES = cases("""
    Police dispersed the crowd with tear gas and no shots were fired; 40 people were questioned.

    The ambassador said 27 countries had condemned the killing.

    A minute of silence was held for the victims at 11 o'clock in 200 towns.

    He served 14 years for murder before he was freed.

    Twelve detonators and 400 rounds were found beside the road.

    The commission will interview 300 witnesses of the massacre.

    Four drones were shot down over the port.

    The trial of six officers for the killings opened in Varda.

    She was the first of 40 speakers at the vigil for the dead.

    The hospital, which has 120 beds, was hit twice.

    Over 10,000 signatures were collected against the execution.

    The ceasefire has held for five months.

    The two-year-old law punishes those who kill protected birds.
""")

CAUGHT_BETWEEN = cases("""
    <Nine shoppers caught between the two sides were killed> in the crossfire.
        killed 9 shoppers

    <Five children, caught in the crossfire, were wounded>.
        injured 5 children
""")

QUOTATIONS = cases("""
    “<They shot 14 of my neighbours dead>,” said a baker from Nima.
        killed 14 neighbours

    “We counted <22 bodies>,” the doctor said, “and <nine more people died> on the way.”
        bodies_found 22 people unit=bodies
        killed 9 people
""")

NOT_A_NEW_HARM = cases("""
    The killing of civilians is a war crime, the judge said.

    The killers of the priest were never found.

    They mourned their dead in silence.

    A memorial to the victims of the famine was unveiled.

    The minister denied that anyone had been killed.
""")

WHOLE_REPORTS = cases("""
    # wire copy
    Raid on Hazm kills at least 17
    HAZM, Loria - Gunmen on motorcycles attacked the village of Hazm before dawn on Tuesday, <killing at least 17 people> and setting fire to 40 houses, residents and officials said.
    “They went from door to door,” said Amin Tarol, a 54-year-old herder. “<They shot my two brothers>.”
    <Nine women were abducted>, district officer Sela Dovar told reporters. About 600 attackers took part, she said, some of them in uniform.
    <Eleven of the wounded were taken to hospital> in Osk, 45 kilometres to the south. <Three of the dead were children>.
    It was the fourth attack on the area in 2 months. In March, <25 farmers were killed> in neighbouring Nima.
        killed 17+ people said=2
        casualties 2 brothers
        abducted 9 women
        injured 11 people
        killed 3 children part=1
        killed 25 farmers

    # a military release
    CAMP ORSA, Loria - Loran and coalition forces <killed six insurgents> and <detained four suspected militants> during operations in the north in the past 24 hours.
    In Kolm district, a combined force searched a compound for a weapons dealer. The force <detained the dealer and two suspected insurgents>. The force also found 12 grenades, four rifles and 50 pounds of explosives. No shots were fired and <no civilians were harmed>.
        killed 6 insurgents
        detained 4 militants
        detained 3 suspects
        casualties 0 civilians

    # a log of incidents
    - 2 May: Shelling of Osk. <Two civilians killed>.
    - 3 May: Raid on Nima. <Five men detained>, three vehicles taken.
    - 5 May: No incidents reported.
    - 6 May: An IED on the Loro road <injured seven soldiers>.
        killed 2 civilians
        detained 5 suspects
        injured 7 soldiers

    # a party to the conflict
    The General Command announces that its fighters <killed 34 enemy soldiers> and <wounded more than 60> on the Sirr front yesterday. Two tanks and five vehicles were destroyed. <Three of our fighters were martyred>.
        killed 34 soldiers
        injured >60 soldiers
        killed 3 fighters
""")

HEADLINE_FORMS = cases("""
    <9 dead>, <20 hurt> as shells hit Osk
        killed 9 people
        injured 20 people

    Osk attack <leaves 9 dead>
        killed 9 people

    Rebel leader <killed> in drone strike
        killed 1 leader

    Army: <22 militants killed> in northern sweep
        killed 22 militants

    <Dozens feared dead> after ferry shelled
        killed 24.. people

    Mass grave with <60 bodies> found near Sirr
        bodies_found 60 people unit=bodies
""")

DATES_BESIDE_COUNTS = cases("""
    On 14 May, <14 people were killed> in Osk.
        killed 14 people

    In 2014 <2,014 people were killed> in Loria.
        killed 2014 people

    At 6 pm, <six men aged 18 to 30 were shot dead> on Route 9.
        killed 6 men

    <Two 12-year-old boys were killed> by a mine on Monday.
        killed 2 boys

    Ilon Marke, 34, was on the bus in which <22 people died> on May 5, 2019.
        killed 22 people
""")

KINDS_APART = cases("""
    <Seventeen people were wounded>, but <none died>.
        injured 17 people
        killed 0 people

    <Three hostages were rescued> from their captors in a dawn raid.
        abducted 3 hostages

    The tanker sank; <22 of its crew are missing> and two were rescued.
        missing 22 crew

    <Nineteen migrants drowned> when coast guards rammed their boat.
        killed 19 migrants

    <Eleven inmates were hanged> in the prison yard without trial.
        killed 11 inmates
""")

RELATIVE_CLAUSES = cases("""
    The mine, which <killed four children who were herding goats>, had been laid last year.
        killed 4 children

    Villagers <buried the 12 men> who had been shot by the patrol.
        buried 12 men

    The convoy in which <three monitors were wounded> was clearly marked.
        injured 3 monitors

    The bombing, in which <at least 70 died>, was the worst in years.
        killed 70+ people

    A raid that <left 15 villagers dead and twice as many wounded> was blamed on bandits.
        killed 15 villagers
""")

NOMINAL_GROUPS = cases("""
    <The deaths of 14 detainees> in custody are under review.
        killed 14 detainees

    News of <the execution of six hostages> reached the capital at noon.
        executed 6 hostages

    The report lists <16 extrajudicial killings> and <41 arbitrary arrests>.
        killed 16 people
        detained 41 suspects
""")


@pytest.mark.parametrize("case", KILLED, ids=str)
def test_killed(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", INJURED, ids=str)
def test_injured(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", KILLED_OR_INJURED, ids=str)
def test_killed_or_injured(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", MISSING, ids=str)
def test_missing(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", DETAINED, ids=str)
def test_detained(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", ABDUCTED, ids=str)
def test_abducted(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", SEXUAL_VIOLENCE, ids=str)
def test_sexual_violence(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", REMAINS, ids=str)
def test_remains(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", EUPHEMISMS, ids=str)
def test_euphemisms(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", TOLLS, ids=str)
def test_tolls(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", TWO_KINDS, ids=str)
def test_two_kinds(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", PERSONS, ids=str)
def test_persons(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", DAY_LOGS, ids=str)
def test_day_logs(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", MILITARY_RELEASES, ids=str)
def test_military_releases(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", CROWD_AND_PARTY_STATEMENTS, ids=str)
def test_crowd_and_party_statements(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", AID_WORKER_LINES, ids=str)
def test_aid_worker_lines(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", DISPLACEMENT_EXCERPTS, ids=str)
def test_displacement_excerpts(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", UN_REPORTS, ids=str)
def test_un_reports(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", ELLIPSIS, ids=str)
def test_ellipsis(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", PRONOUNS_AND_OTHERS, ids=str)
def test_pronouns_and_others(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", LIVE_BLOG, ids=str)
def test_live_blog(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", NARRATIVES, ids=str)
def test_narratives(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", HARD_NEGATIVES, ids=str)
def test_hard_negatives(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", CAUGHT_BETWEEN, ids=str)
def test_caught_between(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", QUOTATIONS, ids=str)
def test_quotations(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", NOT_A_NEW_HARM, ids=str)
def test_not_a_new_harm(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", WHOLE_REPORTS, ids=str)
def test_whole_reports(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", HEADLINE_FORMS, ids=str)
def test_headline_forms(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", DATES_BESIDE_COUNTS, ids=str)
def test_dates_beside_counts(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", KINDS_APART, ids=str)
def test_kinds_apart(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", RELATIVE_CLAUSES, ids=str)
def test_relative_clauses(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", NOMINAL_GROUPS, ids=str)
def test_nominal_groups(case: Drawing) -> None:
    case.check()


ALL = (
    *KILLED, *INJURED, *KILLED_OR_INJURED, *MISSING, *DETAINED, *ABDUCTED, *SEXUAL_VIOLENCE, *REMAINS, *EUPHEMISMS, *TOLLS,
    *TWO_KINDS, *PERSONS, *DAY_LOGS, *MILITARY_RELEASES, *AID_WORKER_LINES, *DISPLACEMENT_EXCERPTS, *UN_REPORTS, *LIVE_BLOG,
)  # fmt: skip
PIECES = st.sampled_from(
    ["Gunmen killed 12 civilians. ", "Three of them were women. ", "including ", "five children ", "(", ")", "“", "”", ", ",
     "No casualties were reported. ", "The death toll rose to ", "1,300", " killed\n", "among the dead ", "half of them ",
     "of whom ", "bodies of 9 men ", "two each from A and B. ", "- ", "\u202e", "👍🏽", "e\u0301", "İstanbul ", "۱۲ ", "\x00",
     "\u2028", "KILLED ", "said X.\n\n", ". ", "dead ", "wounded ", "missing ", "families fled ", "executed ", "his wife "]
)  # fmt: skip


def sound(content: str) -> None:
    """What holds of all findings, whatever the text."""
    findings = findings_of(content)
    keys = [c.key for c in findings.claims]
    assert len(keys) == len(set(keys))
    for claim in findings.claims:
        anchors = (claim.anchor, *claim.mentions)
        assert all(a.exact == content[a.start : a.end] != "" for a in anchors)
        assert all(content[: a.start].endswith(a.prefix) and content[a.end :].startswith(a.suffix) for a in anchors)
        assert claim.part_of is None or (claim.part_of in keys and claim.part_of != claim.key)
        quantity = claim.quantity
        assert quantity.low is None or quantity.high is None or 0 <= quantity.low <= quantity.high
        assert all(
            t.start is None or (t.end is not None and 0 <= t.start < t.end <= len(content)) for t in claim.traces
        )
        assert 0 <= claim.confidence <= 1


def test_the_drawn_sentences_are_sound() -> None:
    for case in ALL:
        sound(case.content)


def test_the_gate_loses_nothing_of_the_drawn_sentences() -> None:
    together = "\n".join(case.content for case in ALL)
    assert findings_of(together).claims == findings_of(together, gate=False).claims
    assert len(findings_of(together).claims) >= 100


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_text_is_read_without_a_crash(content: str) -> None:
    sound(content)


@settings(max_examples=80)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_any_order_of_words_of_harm_gives_sound_claims(content: str) -> None:
    sound(content)


def test_the_same_text_gives_the_same_findings() -> None:
    content = "Gunmen killed 12 civilians in Osk. Three of the dead were children. Nine were wounded."
    first, second = extract(text_of(content)), extract(text_of(content))
    assert first == second
    assert list(extract_many([text_of(content)] * 2)) == [first, first]


def test_a_claim_keeps_its_key_when_the_text_around_it_moves() -> None:
    alone = text_of("Gunmen killed 12 civilians in Osk.")
    behind = replace(text_of("The road was closed.\nGunmen killed 12 civilians in Osk."), source=alone.source)
    (first,), (second,) = extract(alone).claims, extract(behind).claims
    assert first.anchor.start != second.anchor.start
    assert first.key == second.key
