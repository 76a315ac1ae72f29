"""Made-up people and schools: common given names and surnames of many origins, put together."""

from collections.abc import Mapping

_GIRLS = (
    "Aaliyah Abena Ada Aisha Alice Amara Amelia Amina Anaya Anna Aoife Ava Beatrice Bethan "
    "Chiara Chloe Daisy Dalia Elena Ella Elsie Emily Erin Esme Eva Evie Fatima Florence Freya "
    "Gabriela Grace Hana Hannah Holly Imogen Inaya Iris Isla Ivy Jasmine Kezia Kiera Layla Lena "
    "Lily Lucy Mabel Maja Maryam Matilda Maya Mei Mia Nadia Ngozi Nia Niamh Nora Olivia Orla "
    "Phoebe Poppy Priya Roksana Rosie Ruby Sana Sara Sienna Simran Sofia Tamsin Thandi Willow "
    "Yasmin Zainab Zara Zofia"
)
_BOYS = (
    "Aaron Adam Ahmed Alfie Amir Aran Archie Arjun Arthur Ayaan Ben Caleb Callum Charlie Connor "
    "Daniel Darius Dylan Edward Eli Emeka Ethan Ezra Felix Finley Freddie Gabriel George Hamza "
    "Harry Haruki Henry Hugo Ibrahim Idris Isaac Jack Jacob Jakub Jamal James Jayden Jesse Joel "
    "Joseph Jude Kai Kamil Kofi Kwame Leo Levi Liam Logan Luca Malachi Marcus Mateo Mateusz Max "
    "Mohammed Musa Noah Oliver Omar Oscar Owen Rafael Rayan Reuben Rhys Rory Samuel Sanjay "
    "Tariq Theo Tobi Toby Tomasz Victor William Yusuf Zac Zayn"
)
_SURNAMES = (
    "Abbott Adeyemi Ahmed Akhtar Ali Allen Andrews Anwar Appiah Baker Banda Barker Begum "
    "Bennett Bianchi Boateng Brennan Brooks Byrne Carter Chan Chaudhry Clarke Coleman Cooper "
    "Costa Cox Cruz Daly Davies Dixon Dogan Doyle Dsouza Edwards Ellis Evans Farah Fernandes "
    "Fisher Fletcher Foster Fraser Garcia Gibson Gill Green Griffiths Hall Hamid Harris Hassan "
    "Hill Hossain Hughes Hussain Ibrahim Ivanova Jackson James Jones Kaur Kelly Khan King "
    "Kowalska Kumar Lam Lewis Lloyd Lopez Mahmood Malik Mansour Marsh Martin Mensah Miah Mills "
    "Mitchell Mokoena Moore Morgan Murphy Murray Musa Nguyen Novak Nowak Okafor Okeke Oliveira "
    "Osei Owen Palmer Parker Patel Pearce Pereira Phillips Popescu Powell Price Quinn Rahman "
    "Rao Reid Richards Roberts Robinson Rossi Rowe Ryan Saeed Santos Scott Shah Sharma Shaw "
    "Silva Singh Smith Stewart Suleiman Sutton Tahir Taylor Thomas Turner Uddin Vasquez Walker "
    "Wang Ward Webb White Williams Wilson Wood Wright Yilmaz Young Zaman"
)
GIRLS = tuple(_GIRLS.split())
BOYS = tuple(_BOYS.split())
SURNAMES = tuple(_SURNAMES.split())
STAFF = (
    "Ms Adebayo",
    "Mr Bartlett",
    "Mrs Chowdhury",
    "Mr Dempsey",
    "Ms Eriksson",
    "Mrs Farrell",
    "Mr Ghosh",
    "Miss Hartley",
)
"""Adults of the school who look out for pupils."""

DSL = "Mrs Farrell (designated safeguarding lead)"
SENCO = "Mr Ghosh (SENCO)"

SCHOOLS: Mapping[str, str] = {
    "nursery": "Bramble Lane Nursery School",
    "primary": "Foxglove Primary School",
    "secondary": "Larkfield Academy",
    "all-through": "Oak Hollow School",
    "special": "Kestrel Bank School",
    "AP": "Harbour Lane Learning Centre",
    "post-16": "Millstream Sixth Form College",
}
"""Phase -> the name of its made-up school, to which '(sample data)' is added."""

PROVIDERS = (
    "Wharf Studio (sample data)",
    "Green Acre Farm (sample data)",
    "Motor Yard (sample data)",
)
