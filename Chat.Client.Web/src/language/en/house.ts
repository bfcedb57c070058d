export const house = {
  /** Leads past the rooms. */
  skip: "To the conversation",
  noSuchPlace: "No such place",
  noSuchPlaceText: "The address leads nowhere. Perhaps a part of it is missing.",
  choose: "Choose a room",
  chooseText: "Your rooms stand in the list. There may be more to join.",
  welcome: "Welcome",
};
